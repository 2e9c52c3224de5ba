-- One row a step instead of one a line, under a number that grows: what is busy at one time lies together in the file.
-- Entities may be locked. What is pending for an instance goes by its number too.

CREATE TABLE instances_2 (
    key           INTEGER PRIMARY KEY,
    instance_id   TEXT NOT NULL UNIQUE,
    execution_id  TEXT NOT NULL,
    name          TEXT NOT NULL,
    version       TEXT,
    status        INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    input         TEXT,
    output        TEXT,
    custom_status TEXT,
    failure       TEXT,
    tags          TEXT,
    parent        TEXT,
    parent_id     TEXT
);

INSERT INTO instances_2 (instance_id, execution_id, name, version, status, created_at, updated_at, input, output,
        custom_status, failure, tags, parent, parent_id)
    SELECT instance_id, execution_id, name, version, status, created_at, updated_at, input, output,
        custom_status, failure, tags, parent, parent_id
    FROM instances ORDER BY created_at, instance_id;

-- The lines of a step are one JSON array.
CREATE TABLE history_2 (
    key    INTEGER NOT NULL,
    step   INTEGER NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (key, step)
) WITHOUT ROWID;

INSERT INTO history_2 (key, step, events)
    SELECT i.key, 0, json_group_array(json(h.event) ORDER BY h.sequence)
    FROM history h JOIN instances_2 i ON i.instance_id = h.instance_id GROUP BY i.key;

CREATE TABLE activities_2 (
    id      INTEGER PRIMARY KEY,
    key     INTEGER NOT NULL,
    task_id INTEGER NOT NULL,
    name    TEXT NOT NULL,
    version TEXT,
    input   TEXT
);

INSERT INTO activities_2 (id, key, task_id, name, version, input)
    SELECT a.id, i.key, a.task_id, a.name, a.version, a.input
    FROM activities a JOIN instances_2 i ON i.instance_id = a.instance_id AND i.execution_id = a.execution_id;

-- Numbers are the engine's to give.
CREATE TABLE messages_2 (
    id          INTEGER PRIMARY KEY,
    instance_id TEXT NOT NULL,
    carried     INTEGER NOT NULL DEFAULT 0,
    due_at      INTEGER,
    body        TEXT NOT NULL
);

INSERT INTO messages_2 SELECT id, instance_id, carried, due_at, body FROM messages;

-- An entity without a state is there as long as it is locked.
CREATE TABLE entities_2 (
    entity_id  TEXT PRIMARY KEY,
    state      TEXT,
    updated_at INTEGER NOT NULL,
    locked_by  TEXT,
    section    TEXT
) WITHOUT ROWID;

INSERT INTO entities_2 (entity_id, state, updated_at) SELECT entity_id, state, updated_at FROM entities;

DROP TABLE instances;
DROP TABLE history;
DROP TABLE activities;
DROP TABLE messages;
DROP TABLE entities;
ALTER TABLE instances_2 RENAME TO instances;
ALTER TABLE history_2 RENAME TO history;
ALTER TABLE activities_2 RENAME TO activities;
ALTER TABLE messages_2 RENAME TO messages;
ALTER TABLE entities_2 RENAME TO entities;

CREATE INDEX instances_by_parent ON instances (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX activities_by_instance ON activities (key);
CREATE INDEX messages_by_instance ON messages (instance_id, carried DESC, id);
CREATE INDEX messages_by_due ON messages (due_at) WHERE due_at IS NOT NULL;

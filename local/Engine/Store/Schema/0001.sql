-- Times are UTC ticks, payloads JSON. A script is never edited once released: the next change is the next number.

CREATE TABLE instances (
    instance_id   TEXT PRIMARY KEY,
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
) WITHOUT ROWID;

-- Recursive termination and purge find the children of an instance.
CREATE INDEX instances_by_parent ON instances (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE history (
    instance_id TEXT NOT NULL,
    sequence    INTEGER NOT NULL,
    event       TEXT NOT NULL,
    PRIMARY KEY (instance_id, sequence)
) WITHOUT ROWID;

-- What waits to be taken up, by orchestrations and (ids that begin with @) entities. due_at is null for "now".
CREATE TABLE messages (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id TEXT NOT NULL,
    carried     INTEGER NOT NULL DEFAULT 0,
    due_at      INTEGER,
    body        TEXT NOT NULL
);

-- An instance reads its messages in order; the sleeper finds the next one due.
CREATE INDEX messages_by_instance ON messages (instance_id, carried DESC, id);
CREATE INDEX messages_by_due ON messages (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE activities (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    instance_id  TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    task_id      INTEGER NOT NULL,
    name         TEXT NOT NULL,
    version      TEXT,
    input        TEXT
);

CREATE INDEX activities_by_instance ON activities (instance_id);

CREATE TABLE entities (
    entity_id  TEXT PRIMARY KEY,
    state      TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Times are UTC ticks; blobs are messages of the protocol (Microsoft.DurableTask.Protobuf), texts are payloads.
-- A script is never edited once released: the next change is the next number.

-- started is the ExecutionStartedEvent: name, version, input, tags, parent. The histories refer to it.
CREATE TABLE instances (
    key           INTEGER PRIMARY KEY,
    instance_id   TEXT NOT NULL UNIQUE,
    execution_id  TEXT NOT NULL,
    started       BLOB NOT NULL,
    status        INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    output        TEXT,
    custom_status TEXT,
    failure       BLOB,
    trace         BLOB,
    parent_id     TEXT
);

-- Recursive termination and purge find the children of an instance.
CREATE INDEX instances_by_parent ON instances (parent_id) WHERE parent_id IS NOT NULL;

-- One row a step: what is busy at one time lies together in the file. events is a HistoryChunk.
CREATE TABLE history (
    key    INTEGER NOT NULL,
    step   INTEGER NOT NULL,
    events BLOB NOT NULL,
    PRIMARY KEY (key, step)
) WITHOUT ROWID;

-- What waits to be taken up, by orchestrations and (ids that begin with @) entities. due_at is null for "now",
-- execution_id for any execution; event is a HistoryEvent. Numbers are the engine's to give.
CREATE TABLE messages (
    id           INTEGER PRIMARY KEY,
    instance_id  TEXT NOT NULL,
    execution_id TEXT,
    carried      INTEGER NOT NULL DEFAULT 0,
    due_at       INTEGER,
    event        BLOB NOT NULL
);

-- An instance reads its messages in order; the sleeper finds the next one due.
CREATE INDEX messages_by_instance ON messages (instance_id, carried DESC, id);
CREATE INDEX messages_by_due ON messages (due_at) WHERE due_at IS NOT NULL;

-- request is an ActivityRequest.
CREATE TABLE activities (
    id      INTEGER PRIMARY KEY,
    key     INTEGER NOT NULL,
    request BLOB NOT NULL
);

CREATE INDEX activities_by_instance ON activities (key);

-- An entity without a state is there as long as it is locked.
CREATE TABLE entities (
    entity_id  TEXT PRIMARY KEY,
    state      TEXT,
    updated_at INTEGER NOT NULL,
    locked_by  TEXT,
    section    TEXT
) WITHOUT ROWID;

-- Whoever ends gives its locks back: they are found by their holder.
CREATE INDEX entities_by_holder ON entities (locked_by) WHERE locked_by IS NOT NULL;

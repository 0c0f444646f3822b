-- Assistance (帮办): requests for help and what came of them. Instants are milliseconds since
-- 1970, UTC. No reference to a filing: what happened stays on record when a draft is deleted.
CREATE TABLE assistance (
    id             TEXT    NOT NULL PRIMARY KEY,
    version        INTEGER NOT NULL DEFAULT 1,
    applicant      TEXT    NOT NULL,        -- who asked
    applicant_name TEXT    NOT NULL,        -- JSON Text
    filing         TEXT,
    about          TEXT    NOT NULL,        -- JSON About
    station        TEXT    NOT NULL,
    slot           INTEGER,
    asked_at       INTEGER NOT NULL,
    first_claim_at INTEGER,
    assistant      TEXT,                    -- id of who helps
    assistant_facts TEXT,                   -- JSON Assistant
    state          TEXT    NOT NULL CHECK (state IN ('waiting', 'asked', 'active', 'paused', 'ended')),
    due_at         INTEGER NOT NULL,
    claimed_at     INTEGER,
    consented_at   INTEGER,
    acted_at       INTEGER NOT NULL,
    applicant_seen INTEGER NOT NULL,
    assistant_seen INTEGER NOT NULL,
    wanted         TEXT,
    level          TEXT,
    ended          TEXT,
    reply          TEXT,
    stars          INTEGER CHECK (stars BETWEEN 1 AND 5),
    rating_text    TEXT,
    CHECK ((state = 'ended') = (ended IS NOT NULL)),
    CHECK ((level IS NOT NULL) = (state IN ('active', 'paused')))
) STRICT;

-- One request of a person at a time, and one assistant in a filing.
CREATE UNIQUE INDEX assistance_open ON assistance (applicant) WHERE state <> 'ended';
CREATE INDEX assistance_by_station ON assistance (station, asked_at);
CREATE INDEX assistance_by_assistant ON assistance (assistant) WHERE state <> 'ended';
CREATE INDEX assistance_by_filing ON assistance (filing);
CREATE INDEX assistance_running ON assistance (state) WHERE state <> 'ended';

-- Six digits that are read out. Few and short-lived, so that trying is what has to be limited.
CREATE TABLE assistance_code (
    code       TEXT    NOT NULL PRIMARY KEY,
    assistance TEXT    NOT NULL UNIQUE REFERENCES assistance (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What happened. Append-only: the triggers refuse anything else. `subject` is the filing, or the
-- assistance where there is none.
CREATE TABLE assistance_record (
    subject    TEXT    NOT NULL,
    seq        INTEGER NOT NULL,
    at         TEXT    NOT NULL,
    assistance TEXT    NOT NULL,
    actor      TEXT    NOT NULL,            -- JSON Actor
    event      TEXT    NOT NULL,            -- JSON Event
    hash       BLOB    NOT NULL,
    PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER assistance_record_stays BEFORE UPDATE ON assistance_record
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER assistance_record_is_kept BEFORE DELETE ON assistance_record
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

-- The replicas by which assistants write in a document: a client id belongs to who used it first.
CREATE TABLE document_client (
    filing   TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    document TEXT    NOT NULL,
    client   INTEGER NOT NULL,
    person   TEXT    NOT NULL,
    PRIMARY KEY (filing, document, client)
) STRICT, WITHOUT ROWID;

-- Answers that an assistant wrote, until the applicant confirms them.
CREATE TABLE assisted_field (
    filing       TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    field        TEXT    NOT NULL,
    by           TEXT    NOT NULL,          -- JSON Assistant
    at           TEXT    NOT NULL,
    confirmed_at TEXT,
    PRIMARY KEY (filing, field)
) STRICT, WITHOUT ROWID;

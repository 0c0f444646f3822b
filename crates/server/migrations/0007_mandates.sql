-- Mandates (委托书), and filings that are made by them. Instants are RFC 3339 in UTC.
CREATE TABLE mandate (
    id             TEXT    NOT NULL PRIMARY KEY,
    number         TEXT    NOT NULL UNIQUE,
    version        INTEGER NOT NULL DEFAULT 1,
    principal      TEXT    NOT NULL,        -- who gives it
    principal_name TEXT    NOT NULL,        -- JSON Text
    party          TEXT    NOT NULL,        -- the party that is the principal
    party_facts    TEXT    NOT NULL,        -- JSON Party
    is_station     INTEGER NOT NULL CHECK (is_station IN (0, 1)),
    agent          TEXT    NOT NULL,        -- id of the person or station
    agent_name     TEXT    NOT NULL,        -- JSON Text
    reason         TEXT    NOT NULL,
    created_at     TEXT    NOT NULL,
    current        INTEGER,                 -- the version in force
    offer          INTEGER,                 -- the version to be signed or accepted
    ended          TEXT CHECK (ended IN ('declined', 'revoked', 'resigned')),
    ended_at       TEXT,
    end_reason     TEXT,
    CHECK ((ended IS NULL) = (ended_at IS NULL))
) STRICT;

CREATE INDEX mandate_by_principal ON mandate (principal, created_at DESC);
CREATE INDEX mandate_by_agent ON mandate (agent, is_station) WHERE ended IS NULL;

-- What was agreed upon, version by version; a version never changes but by its signature and its
-- acceptance, each once.
CREATE TABLE mandate_version (
    mandate  TEXT    NOT NULL REFERENCES mandate (id) ON DELETE RESTRICT,
    seq      INTEGER NOT NULL,
    terms    TEXT    NOT NULL,              -- JSON Terms
    items    TEXT    NOT NULL,              -- JSON: the items with their names
    text     TEXT    NOT NULL,              -- JSON MandateText
    signed   TEXT,                          -- JSON Signed
    accepted TEXT,                          -- JSON Accepted
    PRIMARY KEY (mandate, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER mandate_version_stays BEFORE UPDATE ON mandate_version
WHEN OLD.terms <> NEW.terms OR OLD.items <> NEW.items OR OLD.text <> NEW.text
  OR OLD.signed IS NOT NULL AND OLD.signed IS NOT NEW.signed
  OR OLD.accepted IS NOT NULL AND OLD.accepted IS NOT NEW.accepted
BEGIN SELECT RAISE(ABORT, 'what was agreed upon is not changed'); END;
CREATE TRIGGER mandate_version_is_kept BEFORE DELETE ON mandate_version
BEGIN SELECT RAISE(ABORT, 'what was agreed upon is kept'); END;

-- Links to sign on one's own phone. Of the code only the hash is kept.
CREATE TABLE signing_code (
    hash       BLOB    NOT NULL PRIMARY KEY,
    mandate    TEXT    NOT NULL UNIQUE REFERENCES mandate (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,            -- seconds since 1970
    used_at    INTEGER
) STRICT, WITHOUT ROWID;

-- By which mandate a filing was begun, and by whom (JSON Text). `person` is the principal.
ALTER TABLE filing ADD COLUMN mandate TEXT;
ALTER TABLE filing ADD COLUMN agent TEXT;
CREATE INDEX filing_by_mandate ON filing (mandate, updated_at DESC) WHERE mandate IS NOT NULL;
-- Who submitted for the principal (JSON Text).
ALTER TABLE submission ADD COLUMN agent TEXT;

-- What principals are told.
CREATE TABLE notice (
    person    TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    at        TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    by        TEXT    NOT NULL,             -- JSON Text
    mandate   TEXT    NOT NULL,
    filing    TEXT,
    item_name TEXT,                         -- JSON Text
    seen_at   TEXT,
    PRIMARY KEY (person, seq)
) STRICT, WITHOUT ROWID;

-- What applicants said of filings that are decided (好差评), once.
CREATE TABLE filing_rating (
    filing TEXT    NOT NULL PRIMARY KEY REFERENCES filing (id) ON DELETE RESTRICT,
    at     TEXT    NOT NULL,
    stars  INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    text   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

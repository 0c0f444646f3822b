-- Filings (办件) and all that belongs to them. Instants are RFC 3339 in UTC with milliseconds,
-- so that their order is the order of their text; dates are YYYY-MM-DD in Asia/Shanghai.
CREATE TABLE filing (
    id            TEXT    NOT NULL PRIMARY KEY,
    person        TEXT    NOT NULL,          -- who began it
    person_name   TEXT    NOT NULL,          -- JSON Text
    party         TEXT    NOT NULL,          -- id of the party for whom it is made
    party_facts   TEXT    NOT NULL,          -- JSON Party as of the beginning
    item          TEXT    NOT NULL,
    item_name     TEXT    NOT NULL,          -- JSON Text
    department    TEXT    NOT NULL,
    department_name TEXT  NOT NULL,          -- JSON Text
    promised_days INTEGER NOT NULL,          -- working days (承诺办结时限)
    form_version  TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN (
        'draft', 'submitted', 'supplement-requested', 'accepted', 'not-accepted', 'under-review',
        'special-procedure', 'granted', 'refused', 'delivered', 'withdrawn')),
    version       INTEGER NOT NULL DEFAULT 1,
    number        TEXT    UNIQUE,
    created_at    TEXT    NOT NULL,
    updated_at    TEXT    NOT NULL,
    submitted_at  TEXT,                      -- first submission
    received_on   TEXT,                      -- date of the last submission: its 5 days run from here
    accepted_on   TEXT,
    promised_on   TEXT,
    suspensions   TEXT    NOT NULL DEFAULT '[]', -- JSON: when the time limit stood still
    supplements   INTEGER NOT NULL DEFAULT 0,    -- how often was told what to mend: at most once
    supplement    TEXT,                      -- JSON Supplement, while it is awaited
    special       TEXT,                      -- JSON SpecialNotice, while it runs
    reason        TEXT,                      -- JSON Text
    answers       TEXT,                      -- JSON, canonical, as submitted last
    by_hand       INTEGER NOT NULL DEFAULT 0,    -- a reviewer has taken it: the demo clerk leaves it
    CHECK ((state = 'draft') = (number IS NULL)),
    CHECK ((number IS NULL) = (answers IS NULL)),
    CHECK ((supplement IS NOT NULL) = (state = 'supplement-requested')),
    CHECK ((special IS NOT NULL) = (state = 'special-procedure'))
) STRICT;

CREATE INDEX filing_by_person ON filing (person, updated_at DESC, id);
CREATE INDEX filing_by_department ON filing (department, state, updated_at DESC, id);
CREATE INDEX filing_by_state ON filing (state, updated_at);

-- Every submission as it was sent; nothing of it changes later.
CREATE TABLE submission (
    filing       TEXT    NOT NULL REFERENCES filing (id) ON DELETE RESTRICT,
    seq          INTEGER NOT NULL,
    at           TEXT    NOT NULL,
    person       TEXT    NOT NULL,
    form_version TEXT    NOT NULL,
    answers      TEXT    NOT NULL,
    digest       TEXT    NOT NULL,           -- SHA-256 of answers, hexadecimal
    files        TEXT    NOT NULL,           -- JSON: material, name, size, SHA-256 of each file
    receipt      TEXT    NOT NULL,           -- JSON Receipt
    PRIMARY KEY (filing, seq)
) STRICT, WITHOUT ROWID;

-- What was answered to a request that must happen once. Only success is kept: a refusal changed
-- nothing and may be tried again.
CREATE TABLE idempotency (
    person       TEXT NOT NULL,
    key          TEXT NOT NULL,
    request_hash BLOB NOT NULL,              -- SHA-256 of filing and body
    answer       TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_creation ON idempotency (created_at);

CREATE TABLE document (
    filing    TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    seq       INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    number    TEXT    NOT NULL UNIQUE,
    issued_at TEXT    NOT NULL,
    content   TEXT    NOT NULL,              -- JSON Document
    PRIMARY KEY (filing, seq)
) STRICT, WITHOUT ROWID;

-- What happened. Append-only.
CREATE TABLE timeline (
    filing   TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    seq      INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    event    TEXT    NOT NULL,
    actor    TEXT    NOT NULL,               -- JSON Text
    note     TEXT,                           -- JSON Text
    document INTEGER,                        -- seq of the document that came with it
    PRIMARY KEY (filing, seq)
) STRICT, WITHOUT ROWID;

-- Numbers given so far, by series.
CREATE TABLE series (
    name TEXT    NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Files of filings. The bytes lie in the uploads folder under the id; of an unfinished one only
-- the first `received` bytes are promised to be there.
CREATE TABLE upload (
    id         TEXT    NOT NULL PRIMARY KEY,
    filing     TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    material   TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    size       INTEGER NOT NULL CHECK (size > 0),
    received   INTEGER NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
    state      TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'complete', 'expired', 'removed')),
    submitted  INTEGER NOT NULL DEFAULT 0,   -- part of a submission: its bytes stay on record
    sha256     TEXT,
    metadata   TEXT    NOT NULL,             -- Upload-Metadata as it came, for HEAD
    created_at TEXT    NOT NULL,
    expires_at TEXT    NOT NULL,
    CHECK ((state = 'complete') <= (received = size AND sha256 IS NOT NULL))
) STRICT;

CREATE INDEX upload_by_filing ON upload (filing, material, state);
CREATE INDEX upload_by_expiry ON upload (expires_at) WHERE state = 'open';

-- Sessions of phones: limited to a filing, and ended with the session that made their code.
ALTER TABLE session ADD COLUMN filing TEXT REFERENCES filing (id) ON DELETE CASCADE;
-- Not a reference: a desktop that only fell asleep leaves its phone working.
ALTER TABLE session ADD COLUMN parent BLOB;

CREATE INDEX session_by_parent ON session (parent) WHERE parent IS NOT NULL;
CREATE INDEX session_by_filing ON session (filing) WHERE filing IS NOT NULL;

-- Codes that open a filing on a phone, by their SHA-256: the code itself is on the screen alone.
CREATE TABLE phone_code (
    hash       BLOB    NOT NULL PRIMARY KEY,
    session    BLOB    NOT NULL REFERENCES session (id_hash) ON DELETE CASCADE,
    filing     TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    step       TEXT    NOT NULL,
    expires_at INTEGER NOT NULL, -- seconds since 1970, UTC
    used_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX phone_code_by_filing ON phone_code (filing);
CREATE INDEX phone_code_by_session ON phone_code (session);

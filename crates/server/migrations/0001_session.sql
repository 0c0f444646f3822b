-- Who is signed in. The id itself is known to the browser alone; its SHA-256 is the key here,
-- so that whoever reads the file cannot take over a session.
CREATE TABLE session (
    id_hash     BLOB    NOT NULL PRIMARY KEY,
    identity    TEXT    NOT NULL,
    acting_for  TEXT,
    created_at  INTEGER NOT NULL, -- seconds since 1970, UTC
    seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_creation ON session (created_at);

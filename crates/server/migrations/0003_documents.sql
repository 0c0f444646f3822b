-- The shared drafts of filings (answers, private, assist), as updates of Yjs. Their content is
-- opaque here. `seq` grows over all documents and is never used twice, so that it can be a
-- reader's cursor in any one of them.
CREATE TABLE document_updates (
    seq      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    filing   TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    document TEXT    NOT NULL CHECK (document IN ('answers', 'private', 'assist')),
    epoch    INTEGER NOT NULL CHECK (epoch >= 0),
    person   TEXT    NOT NULL,               -- whose session brought it
    at       TEXT    NOT NULL,
    bytes    BLOB    NOT NULL
) STRICT;

CREATE INDEX document_updates_by_document ON document_updates (filing, document, epoch, seq);

-- All updates of a document up to and with `through`, as one. They may be gone from the log: a
-- cursor before `through` gets this first.
CREATE TABLE document_snapshots (
    filing   TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    document TEXT    NOT NULL CHECK (document IN ('answers', 'private', 'assist')),
    epoch    INTEGER NOT NULL CHECK (epoch >= 0),
    through  INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    bytes    BLOB    NOT NULL,
    PRIMARY KEY (filing, document, epoch)
) STRICT;

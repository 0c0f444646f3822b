-- Documents that were begun anew from their content, since their traces outweighed it. The largest
-- epoch of a document is the current one; 0 where there is none here. What still comes for one
-- before it is added there and carried over.
CREATE TABLE document_epochs (
    filing   TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    document TEXT    NOT NULL CHECK (document IN ('answers', 'private', 'assist')),
    epoch    INTEGER NOT NULL CHECK (epoch > 0),
    at       TEXT    NOT NULL,
    landing  BLOB    NOT NULL,               -- what the epoch before amounts to in this one; zlib
    PRIMARY KEY (filing, document, epoch)
) STRICT;

-- Snapshots of epochs that are closed are compressed (zlib): they are hardly ever read.
ALTER TABLE document_snapshots ADD COLUMN packed INTEGER NOT NULL DEFAULT 0 CHECK (packed IN (0, 1));

-- Whether the same act is on record already is asked with each act, with the only pen in hand.
CREATE INDEX assistance_record_same ON assistance_record (subject, assistance, event, at);

-- What those who help have brought into a filing's documents, bytes: the applicant needs the rest.
CREATE TABLE helper_bytes (
    filing TEXT    NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
    person TEXT    NOT NULL,
    bytes  INTEGER NOT NULL,
    PRIMARY KEY (filing, person)
) STRICT, WITHOUT ROWID;

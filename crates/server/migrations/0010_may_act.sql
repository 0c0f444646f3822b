-- Who may act for which party, as the registers say: written anew when the server starts, so that
-- a door can ask of somebody who is not there whether they still may.
CREATE TABLE may_act (
    person TEXT NOT NULL,
    party  TEXT NOT NULL,
    PRIMARY KEY (person, party)
) STRICT, WITHOUT ROWID;
CREATE INDEX mandate_by_party ON mandate (party, created_at DESC);

-- How often the applicant has taken longer to answer the assistant who asks to be let in.
ALTER TABLE assistance ADD COLUMN longer INTEGER NOT NULL DEFAULT 0;

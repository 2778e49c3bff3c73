-- Guessing of passwords: slowed down where it comes from, while known devices pass.

-- Attempts that failed lately.
CREATE TABLE attempts (
    subject   BLOB    NOT NULL PRIMARY KEY CHECK (length(subject) = 32),
    failures  INTEGER NOT NULL CHECK (failures >= 0),
    -- When the next attempt may be made.
    next_at   INTEGER NOT NULL,
    -- When the failures are forgotten.
    ends_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX attempts_by_end ON attempts (ends_at);

-- Devices and addresses that an account was used from lately.
CREATE TABLE known_origins (
    hash        BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    account     BLOB    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX known_origins_by_account ON known_origins (account, expires_at);
CREATE INDEX known_origins_by_end ON known_origins (expires_at);

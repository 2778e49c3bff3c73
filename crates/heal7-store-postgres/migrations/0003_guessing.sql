-- Guessing of passwords: slowed down where it comes from, while known devices pass.

-- Attempts that failed lately.
CREATE TABLE attempts (
    subject   BYTEA       PRIMARY KEY CHECK (octet_length(subject) = 32),
    failures  INTEGER     NOT NULL CHECK (failures >= 0),
    -- When the next attempt may be made.
    next_at   TIMESTAMPTZ NOT NULL,
    -- When the failures are forgotten.
    ends_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX attempts_by_end ON attempts (ends_at);

-- Devices and addresses that an account was used from lately.
CREATE TABLE known_origins (
    hash        BYTEA       PRIMARY KEY CHECK (octet_length(hash) = 32),
    account     UUID        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    expires_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX known_origins_by_account ON known_origins (account, expires_at);
CREATE INDEX known_origins_by_end ON known_origins (expires_at);

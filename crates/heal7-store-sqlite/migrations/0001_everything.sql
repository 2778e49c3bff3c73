-- What HEAL7 keeps.
--
-- Ids are UUIDs of version 7, made by the program: they sort by the time of their making, so that "newest first" is
-- "ORDER BY id DESC" and a page begins where an id stood. Secrets are SHA-256 (32 bytes). What is kept whole is TEXT:
-- JSON, into which nothing here looks.
--
-- SQLite's types are few, so: an id or a hash is a BLOB, an instant an INTEGER (microseconds since 1970 in UTC, which
-- compare as instants do), a yes or no an INTEGER of 1 or 0. STRICT tables refuse any other type.

-- Which of these files the database has had.
CREATE TABLE migrations (
    version     INTEGER PRIMARY KEY,
    checksum    BLOB    NOT NULL,
    applied_at  TEXT    NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;

CREATE TABLE accounts (
    id              BLOB    NOT NULL PRIMARY KEY,
    email           TEXT    NOT NULL,
    -- The address in lower case, as the program does it: that decides whether two are the same.
    email_key       TEXT    NOT NULL UNIQUE,
    email_verified  INTEGER NOT NULL CHECK (email_verified IN (0, 1)),
    password_hash   TEXT,
    -- What the person says of themselves: name, picture, birth, preferences.
    profile         TEXT    NOT NULL,
    is_disabled     INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
    -- Counts the changes: who has read an older one changes nothing.
    version         INTEGER NOT NULL CHECK (version >= 0),
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;

-- Who vouches for whom.
CREATE TABLE identities (
    provider  TEXT NOT NULL CHECK (provider IN ('google', 'kakao', 'naver')),
    subject   TEXT NOT NULL CHECK (subject <> ''),
    account   BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (provider, subject)
) STRICT;
CREATE INDEX identities_by_account ON identities (account);

CREATE TABLE sessions (
    id        BLOB    NOT NULL PRIMARY KEY,
    account   BLOB    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    begun_at  INTEGER NOT NULL,
    ended_at  INTEGER
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account);

-- A token that has been exchanged stays until it ends, with what its successor was made from: a client that missed the
-- answer gets it again, and a thief is found out.
CREATE TABLE refresh_tokens (
    hash          BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    session       BLOB    NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    expires_at    INTEGER NOT NULL,
    nonce         BLOB    CHECK (length(nonce) = 16),
    exchanged_at  INTEGER,
    CHECK ((nonce IS NULL) = (exchanged_at IS NULL))
) STRICT;
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session);
CREATE INDEX refresh_tokens_by_end ON refresh_tokens (expires_at);

-- Sign-ins with a provider that have not come back yet.
CREATE TABLE sign_ins (
    state          BLOB    NOT NULL PRIMARY KEY CHECK (length(state) = 32),
    provider       TEXT    NOT NULL CHECK (provider IN ('google', 'kakao', 'naver')),
    nonce          TEXT    NOT NULL,
    code_verifier  TEXT    NOT NULL,
    redirect_uri   TEXT    NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_by_end ON sign_ins (expires_at);

CREATE TABLE throttles (
    subject   BLOB    NOT NULL PRIMARY KEY CHECK (length(subject) = 32),
    failures  INTEGER NOT NULL CHECK (failures > 0),
    ends_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX throttles_by_end ON throttles (ends_at);

-- Requests with an idempotency key; one that has no answer yet is running.
CREATE TABLE idempotency_keys (
    -- The subject of the caller's token, empty where there was none.
    subject      TEXT    NOT NULL,
    operation    TEXT    NOT NULL,
    key          TEXT    NOT NULL,
    fingerprint  BLOB    NOT NULL CHECK (length(fingerprint) = 32),
    claimed_at   INTEGER NOT NULL,
    ends_at      INTEGER NOT NULL,
    status       INTEGER CHECK (status BETWEEN 100 AND 599),
    headers      TEXT,
    body         BLOB,
    PRIMARY KEY (subject, operation, key),
    CHECK ((status IS NULL) = (headers IS NULL) AND (status IS NULL) = (body IS NULL))
) STRICT;
CREATE INDEX idempotency_keys_by_end ON idempotency_keys (ends_at);

-- The keys that access tokens are signed with, one a period.
CREATE TABLE signing_keys (
    period       INTEGER PRIMARY KEY,
    private_key  BLOB    NOT NULL,
    created_at   INTEGER NOT NULL
) STRICT;

-- What was computed; the columns before the document are what lists are filtered by.
CREATE TABLE results (
    id           BLOB    NOT NULL PRIMARY KEY,
    account      BLOB    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- The name in lower case, as the program does it.
    name_key     TEXT    NOT NULL,
    gender       TEXT    NOT NULL,
    is_lunar     INTEGER NOT NULL CHECK (is_lunar IN (0, 1)),
    day_master   TEXT    NOT NULL,
    interpreted  INTEGER NOT NULL CHECK (interpreted IN (0, 1)),
    created_at   INTEGER NOT NULL,
    document     TEXT    NOT NULL
) STRICT;
-- A person's results, newest first. A person has hundreds of them, which a filter looks through one by one.
CREATE INDEX results_by_account ON results (account, id DESC);

-- What a person had done. An entry outlives the result that it tells of.
CREATE TABLE history (
    id       BLOB    NOT NULL PRIMARY KEY,
    account  BLOB    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind     TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    result   BLOB    REFERENCES results (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX history_by_account ON history (account, id DESC);
CREATE INDEX history_by_result ON history (result);

-- What others see of a result, as it was when it was shared.
CREATE TABLE shares (
    token       BLOB    NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    result      BLOB    NOT NULL REFERENCES results (id) ON DELETE CASCADE,
    expires_at  INTEGER NOT NULL,
    document    TEXT    NOT NULL
) STRICT;
CREATE INDEX shares_by_result ON shares (result);
CREATE INDEX shares_by_end ON shares (expires_at);

CREATE TABLE notifications (
    id        BLOB NOT NULL PRIMARY KEY,
    account   BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    document  TEXT NOT NULL
) STRICT;
CREATE INDEX notifications_by_account ON notifications (account, id DESC);

-- Messages to people that are still to be sent. They belong to no account: what was promised is sent.
CREATE TABLE outbox (
    id           BLOB    NOT NULL PRIMARY KEY,
    medium       TEXT    NOT NULL CHECK (medium IN ('email', 'kakao')),
    -- To whom, what about, and what it says.
    document     TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    -- Until when somebody is sending it.
    taken_until  INTEGER
) STRICT;
CREATE INDEX outbox_by_age ON outbox (created_at, id);

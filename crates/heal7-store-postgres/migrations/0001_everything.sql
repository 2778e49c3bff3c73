-- What HEAL7 keeps.
--
-- Ids are UUIDs of version 7, made by the program: they sort by the time of their making, so that "newest first" is
-- "ORDER BY id DESC" and a page begins where an id stood. Secrets are SHA-256 (32 bytes). What is kept whole is TEXT:
-- JSON, into which nothing here looks; so is what people type, since a text of PostgreSQL has no place for U+0000.

-- Which of these files the database has had.
CREATE TABLE migrations (
    version     BIGINT      PRIMARY KEY,
    checksum    BYTEA       NOT NULL,
    applied_at  TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE accounts (
    id              UUID        PRIMARY KEY,
    email           TEXT        NOT NULL,
    -- The address in lower case, as the program does it: that decides whether two are the same.
    email_key       TEXT        NOT NULL UNIQUE,
    email_verified  BOOLEAN     NOT NULL,
    password_hash   TEXT,
    -- What the person says of themselves: name, picture, birth, preferences.
    profile         TEXT        NOT NULL,
    is_disabled     BOOLEAN     NOT NULL,
    -- Counts the changes: who has read an older one changes nothing.
    version         BIGINT      NOT NULL CHECK (version >= 0),
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL
);

-- Who vouches for whom.
CREATE TABLE identities (
    provider  TEXT NOT NULL CHECK (provider IN ('google', 'kakao', 'naver')),
    subject   TEXT NOT NULL CHECK (subject <> ''),
    account   UUID NOT NULL REFERENCES accounts ON DELETE CASCADE,
    PRIMARY KEY (provider, subject)
);
CREATE INDEX identities_by_account ON identities (account);

CREATE TABLE sessions (
    id        UUID        PRIMARY KEY,
    account   UUID        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    begun_at  TIMESTAMPTZ NOT NULL,
    ended_at  TIMESTAMPTZ
);
CREATE INDEX sessions_by_account ON sessions (account);

-- A token that has been exchanged stays until it ends, with what its successor was made from: a client that missed the
-- answer gets it again, and a thief is found out.
CREATE TABLE refresh_tokens (
    hash          BYTEA       PRIMARY KEY CHECK (octet_length(hash) = 32),
    session       UUID        NOT NULL REFERENCES sessions ON DELETE CASCADE,
    expires_at    TIMESTAMPTZ NOT NULL,
    nonce         BYTEA       CHECK (octet_length(nonce) = 16),
    exchanged_at  TIMESTAMPTZ,
    CHECK ((nonce IS NULL) = (exchanged_at IS NULL))
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session);
CREATE INDEX refresh_tokens_by_end ON refresh_tokens (expires_at);

-- Sign-ins with a provider that have not come back yet.
CREATE TABLE sign_ins (
    state          BYTEA       PRIMARY KEY CHECK (octet_length(state) = 32),
    provider       TEXT        NOT NULL CHECK (provider IN ('google', 'kakao', 'naver')),
    nonce          TEXT        NOT NULL,
    code_verifier  TEXT        NOT NULL,
    redirect_uri   TEXT        NOT NULL,
    expires_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_ins_by_end ON sign_ins (expires_at);

CREATE TABLE throttles (
    subject   BYTEA       PRIMARY KEY CHECK (octet_length(subject) = 32),
    failures  INTEGER     NOT NULL CHECK (failures > 0),
    ends_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX throttles_by_end ON throttles (ends_at);

-- Requests with an idempotency key; one that has no answer yet is running.
CREATE TABLE idempotency_keys (
    -- The subject of the caller's token, empty where there was none.
    subject      TEXT        NOT NULL,
    operation    TEXT        NOT NULL,
    key          TEXT        NOT NULL,
    fingerprint  BYTEA       NOT NULL CHECK (octet_length(fingerprint) = 32),
    claimed_at   TIMESTAMPTZ NOT NULL,
    ends_at      TIMESTAMPTZ NOT NULL,
    status       INTEGER     CHECK (status BETWEEN 100 AND 599),
    headers      TEXT,
    body         BYTEA,
    PRIMARY KEY (subject, operation, key),
    CHECK ((status IS NULL) = (headers IS NULL) AND (status IS NULL) = (body IS NULL))
);
CREATE INDEX idempotency_keys_by_end ON idempotency_keys (ends_at);

-- The keys that access tokens are signed with, one a period.
CREATE TABLE signing_keys (
    period       BIGINT      PRIMARY KEY,
    private_key  BYTEA       NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL
);

-- What was computed; the columns before the document are what lists are filtered by.
CREATE TABLE results (
    id           UUID        PRIMARY KEY,
    account      UUID        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    -- The name in lower case, as the program does it.
    name_key     TEXT        NOT NULL,
    gender       TEXT        NOT NULL,
    is_lunar     BOOLEAN     NOT NULL,
    day_master   TEXT        NOT NULL,
    interpreted  BOOLEAN     NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    document     TEXT        NOT NULL
);
-- A person's results, newest first. A person has hundreds of them, which a filter looks through one by one.
CREATE INDEX results_by_account ON results (account, id DESC);

-- What a person had done. An entry outlives the result that it tells of.
CREATE TABLE history (
    id       UUID        PRIMARY KEY,
    account  UUID        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    kind     TEXT        NOT NULL,
    at       TIMESTAMPTZ NOT NULL,
    result   UUID        REFERENCES results ON DELETE SET NULL
);
CREATE INDEX history_by_account ON history (account, id DESC);
CREATE INDEX history_by_result ON history (result);

-- What others see of a result, as it was when it was shared.
CREATE TABLE shares (
    token       BYTEA       PRIMARY KEY CHECK (octet_length(token) = 32),
    result      UUID        NOT NULL REFERENCES results ON DELETE CASCADE,
    expires_at  TIMESTAMPTZ NOT NULL,
    document    TEXT        NOT NULL
);
CREATE INDEX shares_by_result ON shares (result);
CREATE INDEX shares_by_end ON shares (expires_at);

CREATE TABLE notifications (
    id        UUID PRIMARY KEY,
    account   UUID NOT NULL REFERENCES accounts ON DELETE CASCADE,
    document  TEXT NOT NULL
);
CREATE INDEX notifications_by_account ON notifications (account, id DESC);

-- Messages to people that are still to be sent. They belong to no account: what was promised is sent.
CREATE TABLE outbox (
    id           UUID        PRIMARY KEY,
    medium       TEXT        NOT NULL CHECK (medium IN ('email', 'kakao')),
    -- To whom, what about, and what it says.
    document     TEXT        NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    -- Until when somebody is sending it.
    taken_until  TIMESTAMPTZ
);
CREATE INDEX outbox_by_age ON outbox (created_at, id);

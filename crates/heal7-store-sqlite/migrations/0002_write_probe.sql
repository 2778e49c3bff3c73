-- The row that the server writes now and then, to find out whether what is written is kept.
CREATE TABLE write_probes (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    -- A few random bytes, or as many as a full disk does not take any more.
    filler  BLOB NOT NULL
) STRICT;

-- The row that the servers write now and then, to find out whether what is written is kept.
CREATE TABLE write_probes (
    id      integer PRIMARY KEY CHECK (id = 1),
    -- Nothing, or as much as a full disk does not take any more.
    filler  bytea NOT NULL
);
-- Zeros take as much room as anything else.
ALTER TABLE write_probes ALTER COLUMN filler SET STORAGE EXTERNAL;

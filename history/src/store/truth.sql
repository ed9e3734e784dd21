-- What the chain has told. Nothing here can be had from anywhere else in the database.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
    number INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    parent BLOB NOT NULL,
    -- Unix milliseconds, of the chain.
    time INTEGER NOT NULL
) STRICT;
CREATE INDEX blocks_by_time ON blocks (time);

-- `at` is block × 2^20 + the event's place in it: one number for what happened where.
CREATE TABLE events (
    at INTEGER PRIMARY KEY,
    extrinsic INTEGER,
    name TEXT NOT NULL,
    fields TEXT NOT NULL
) STRICT;

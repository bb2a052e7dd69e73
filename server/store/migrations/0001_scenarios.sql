-- One row is one shared scenario. A deleted one stays as a tombstone: its id is never given again.
CREATE TABLE IF NOT EXISTS scenarios (
  id         TEXT    NOT NULL PRIMARY KEY,
  document   TEXT    NOT NULL,
  hash       TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  version    TEXT    NOT NULL,
  parent     TEXT    NOT NULL,
  token_hash TEXT    NOT NULL,
  created    TEXT    NOT NULL,
  starts     INTEGER NOT NULL,
  hold       INTEGER NOT NULL,
  fail       INTEGER NOT NULL,
  invalid    INTEGER NOT NULL,
  engine     TEXT    NOT NULL,
  deleted    TEXT    NOT NULL DEFAULT ''
) STRICT;

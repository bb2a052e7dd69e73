-- How often a client did something since its count began, for servers that keep nothing in memory. A name is a hash.
CREATE TABLE IF NOT EXISTS counts (
  name  TEXT    NOT NULL PRIMARY KEY,
  ends  TEXT    NOT NULL,
  count INTEGER NOT NULL
) STRICT;

/** The store: the tables of a log index; derived data, so that another version is another folder and nothing is migrated. */

/** Part of the folder's name. */
export const INDEX_VERSION = 3;

/** Only where a log server keeps the texts: where it has those of a block. Their `meta` key is `kept`; in `packed` they are empty then. */
export const keptSchema = `
  CREATE TABLE kept (
    block INTEGER PRIMARY KEY, from_at REAL NOT NULL, to_at REAL NOT NULL, records INTEGER NOT NULL, bytes INTEGER NOT NULL,
    crc INTEGER NOT NULL
  ) STRICT;
`;

export const schema = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT;
  CREATE TABLE member (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, format TEXT NOT NULL, lines INTEGER NOT NULL, bytes INTEGER NOT NULL,
    first_at REAL, last_at REAL, zone TEXT NOT NULL
  ) STRICT;
  -- Milliseconds by which a member's stamps are ahead of the source's clock; members that are not here agree with it. They are taken
  -- off the times of all tables but of the packed columns, which hold the times as stamped.
  CREATE TABLE clock (member INTEGER PRIMARY KEY, ahead REAL NOT NULL) STRICT;
  CREATE TABLE gap (id INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT;
  -- Times are milliseconds UTC. former: words that some lines of the template hold although its text does not, joined by blanks.
  CREATE TABLE template (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, count INTEGER NOT NULL, level INTEGER NOT NULL, first_at REAL, last_at REAL,
    first_member INTEGER NOT NULL, first_line INTEGER NOT NULL, former TEXT NOT NULL
  ) STRICT;
  CREATE TABLE head (id INTEGER PRIMARY KEY, mask BLOB NOT NULL) STRICT;
  CREATE TABLE block (
    id INTEGER PRIMARY KEY, member INTEGER NOT NULL, first_line INTEGER NOT NULL, count INTEGER NOT NULL,
    min_at REAL, max_at REAL, unstamped INTEGER NOT NULL, size INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE packed (id INTEGER PRIMARY KEY, filter BLOB NOT NULL, columns BLOB NOT NULL, text BLOB NOT NULL) STRICT;
`;

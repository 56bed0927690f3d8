/**
 * Advisory locks of the database, each by what it guards. They share one space of numbers with everything else that
 * runs there, for sessions and transactions alike: two uses of one number wait for each other, so none is written
 * anywhere else (tests/house/locks.test.ts). The engine's have two parts, which is a space of its own.
 */
export const LOCKS = {
  /** Migrations are applied by one process, the others wait. */
  migration: 7236000,
  /** A desk is set up once. */
  setUp: 7236002,
  /** Held by the one server on an embedded database; freed by Postgres itself when that process is gone. */
  server: 7236003,
  /** Rules are changed one after the other: two changes at once would give the same version to two rulebooks. */
  slaRules: 7236004,
  /** Two moves at once could close a circle that neither sees. */
  categories: 7236005,
  /** Two articles at once could take one address. */
  articleSlugs: 7236007,
  /** States, priorities, types and queues are changed one after the other: two could leave none, or one name twice. */
  choices: 7236010,
  /** What makes the demo worth exploring is loaded once. */
  demoContents: 7236006,
  /** Two fields changed at once could come to depend on each other. */
  fields: 7236020,
} as const;

import { integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";
import { bytea } from "./files";
import { apiTokens } from "./people";

export const settings = pgTable("settings", { key: text().primaryKey(), value: jsonb().notNull() });

/** Keys that sign Message-IDs and reply addresses: the newest signs, all verify. Never AUTH_SECRET, which may change. */
export const signingKeys = pgTable("signing_keys", {
  version: integer().primaryKey(),
  secret: bytea().notNull(),
  createdAt: createdAt(),
});

/** Answers given to a POST with an Idempotency-Key, so that a program may safely ask again. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    tokenId: uuid()
      .notNull()
      .references(() => apiTokens.id),
    route: text().notNull(),
    key: text().notNull(),
    bodyDigest: text().notNull(),
    status: integer(),
    response: jsonb(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.route, t.key] })],
);

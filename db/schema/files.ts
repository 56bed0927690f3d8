import { boolean, customType, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { messages } from "./tickets";

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** Content by its SHA-256: the same file in ten quoted replies is kept once. */
export const blobs = pgTable(
  "blobs",
  {
    hash: text().primaryKey(),
    size: integer().notNull(),
    compressed: boolean().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("blobs_recent").on(t.createdAt)],
);

/** A blob in pieces of 256 KB, so that no row is larger than the database likes to move. */
export const blobChunks = pgTable(
  "blob_chunks",
  {
    hash: text()
      .notNull()
      .references(() => blobs.hash),
    position: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.position] })],
);

export const attachments = pgTable(
  "attachments",
  {
    id: id(),
    messageId: uuid()
      .notNull()
      .references(() => messages.id),
    blobHash: text()
      .notNull()
      .references(() => blobs.hash),
    filename: text().notNull(),
    contentType: text().notNull(),
    size: integer().notNull(),
    inline: boolean().notNull(),
    contentId: text(),
    /** Left out of lists of files: the tiny image of a signature, a picture that came before (docs/mail.md, A13). */
    hidden: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [index("attachments_message").on(t.messageId), index("attachments_blob").on(t.blobHash)],
);

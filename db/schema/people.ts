import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

export const organizations = pgTable("organizations", {
  id: id(),
  name: text().notNull().unique(),
  createdAt: createdAt(),
});

/** Agents and customers alike: what somebody may do is said by roles, not by the table he stands in. */
export const people = pgTable(
  "people",
  {
    id: id(),
    name: text().notNull(),
    /** Lower case, always: addresses are compared without case (docs/mail.md, A16). */
    email: text().notNull(),
    organizationId: uuid().references(() => organizations.id),
    locale: text(),
    active: boolean().notNull().default(true),
    passwordHash: text(),
    /** Raised to end every session at once; the session cookie carries the number it was made with. */
    sessionVersion: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("people_email").on(t.email),
    index("people_organization").on(t.organizationId),
    // For finding somebody by a piece of his name or address.
    index("people_words").using("gin", sql`lower("name" || ' ' || "email") gin_trgm_ops`),
  ],
);

/** Rights hang on groups; queues belong to groups. */
export const groups = pgTable("groups", {
  id: id(),
  name: text().notNull().unique(),
  createdAt: createdAt(),
});

/** A named bundle of rights. `rights` holds group rights (read, reply, …) and desk rights (admin, report). */
export const roles = pgTable("roles", {
  id: id(),
  name: text().notNull().unique(),
  rights: text().array().notNull(),
  createdAt: createdAt(),
});

/** Who has which role, and where: a null group means in every group. */
export const roleAssignments = pgTable(
  "role_assignments",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    roleId: uuid()
      .notNull()
      .references(() => roles.id),
    groupId: uuid().references(() => groups.id),
    createdAt: createdAt(),
  },
  (t) => [unique("role_assignments_once").on(t.personId, t.roleId, t.groupId).nullsNotDistinct()],
);

/** API tokens. Only the digest is kept; the token itself is shown once. */
export const apiTokens = pgTable("api_tokens", {
  id: id(),
  personId: uuid()
    .notNull()
    .references(() => people.id),
  name: text().notNull(),
  digest: text().notNull().unique(),
  scopes: text().array().notNull(),
  createdAt: createdAt(),
  revokedAt: instant(),
});

/** Links that work once: first administrator, sign-in by mail. Only the digest is kept. */
export const oneTimeLinks = pgTable("one_time_links", {
  digest: text().primaryKey(),
  purpose: text().notNull(),
  personId: uuid().references(() => people.id),
  createdAt: createdAt(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

/** Failed sign-ins per address or origin, so that guessing is slow. Rows older than the window mean nothing. */
export const signInFailures = pgTable("sign_in_failures", { id: id(), subject: text().notNull(), createdAt: createdAt() }, (t) => [
  index("sign_in_failures_subject").on(t.subject, t.createdAt),
]);

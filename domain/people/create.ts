import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { organizations, people } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { findPersonByEmail, normaliseAddress, type Person } from "./find";

export type NewPerson = { name?: string; email: string; organization?: string; password?: string; locale?: string };

/** The person behind an address, made when nobody has it yet. A name is only taken for somebody new. */
export async function findOrCreatePersonIn(tx: Tx, actor: Actor, wanted: Pick<NewPerson, "name" | "email" | "locale">): Promise<Person> {
  return (await findPersonByEmail(wanted.email, tx)) ?? insertPersonIn(tx, actor, wanted, null);
}

/** The write itself, for acts that already hold a transaction; the password comes hashed. */
export async function insertPersonIn(tx: Tx, actor: Actor, wanted: NewPerson, passwordHash: string | null): Promise<Person> {
  authorizeDesk(actor, "person.create");
  const email = requireAddress(wanted.email);
  const organizationId = wanted.organization ? await organizationIdIn(tx, actor, wanted.organization) : null;
  const [made] = await tx
    .insert(people)
    .values({ email, name: wanted.name?.trim().slice(0, 200) || email, organizationId, passwordHash, locale: wanted.locale ?? null })
    .onConflictDoNothing()
    .returning();
  // Two letters of a new customer may be read at the same moment: the second finds the first's.
  if (!made) return (await findPersonByEmail(email, tx))!;
  await record(tx, actor, {
    type: "person.created",
    subject: `person:${made.id}`,
    data: { personId: made.id },
    values: { name: { after: made.name }, email: { after: made.email } },
  });
  return made;
}

async function organizationIdIn(tx: Tx, actor: Actor, name: string): Promise<string> {
  const [made] = await tx.insert(organizations).values({ name }).onConflictDoNothing().returning();
  if (made) {
    await record(tx, actor, {
      type: "organization.created",
      subject: `organization:${made.id}`,
      data: { organizationId: made.id },
      values: { name: { after: name } },
    });
    return made.id;
  }
  const [found] = await tx.select().from(organizations).where(eq(organizations.name, name));
  return found!.id;
}

const ADDRESS = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/;

/** What requireAddress would take. */
export const isAddress = (text: string): boolean => ADDRESS.test(normaliseAddress(text)) && normaliseAddress(text).length <= 254;

/** A mail address as it is kept. Refuses `invalid` what is none, naming the field it was given in. */
export function requireAddress(text: string, field = "email"): string {
  const email = normaliseAddress(text);
  if (isAddress(text)) return email;
  const message = `"${text}" is no mail address.`;
  throw new Refusal("invalid", "noAddress", message, { fields: { [field]: message } });
}

import { eq } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { people } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";

export type Person = typeof people.$inferSelect;

/** Addresses are compared without case in both halves (A16); dots mean what they say. */
export const normaliseAddress = (address: string): string => address.trim().toLowerCase();

export async function findPersonByEmail(email: string, from: Db | Tx = db): Promise<Person | undefined> {
  const [person] = await from
    .select()
    .from(people)
    .where(eq(people.email, normaliseAddress(email)));
  return person;
}

/** Somebody by address or id. Refuses `invalid`, naming the field he was given in. */
export async function getPersonOrThrow(tx: Db | Tx, emailOrId: string, field: string): Promise<Person> {
  const [person] = await tx
    .select()
    .from(people)
    .where(isId(emailOrId) ? eq(people.id, emailOrId) : eq(people.email, normaliseAddress(emailOrId)));
  if (person) return person;
  const message = `There is nobody called "${emailOrId}".`;
  throw new Refusal("invalid", "unknownPerson", message, { fields: { [field]: message } });
}

import { db } from "@/db";
import { Refusal } from "@/lib/errors";
import { hashPassword } from "@/lib/password";
import type { Actor } from "../access/actor";
import { insertPersonIn } from "../people/create";
import { findPersonByEmail, type Person } from "../people/find";
import { assignRoleIn, loadDefaultsIn } from "./defaults";

export type NewUser = { email: string; role: string; name?: string; password?: string };

/** Makes a person with a role in every group; a customer has none. Refuses an address that is taken. */
export async function createUser(actor: Actor, { role, password, ...person }: NewUser): Promise<Person> {
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return db.transaction(async (tx) => {
    await loadDefaultsIn(tx, actor);
    if (await findPersonByEmail(person.email, tx))
      throw new Refusal("conflict", "addressTaken", `There already is somebody with the address ${person.email}.`);
    const made = await insertPersonIn(tx, actor, person, passwordHash);
    if (role !== "customer") await assignRoleIn(tx, actor, made.id, role, null);
    return made;
  });
}

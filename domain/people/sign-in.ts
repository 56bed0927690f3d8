import { and, count, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db";
import { signInFailures } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { verifyPassword } from "@/lib/password";
import { record } from "../events/record";
import { actorOf } from "./actors";
import { findPersonByEmail, normaliseAddress } from "./find";

export type SignedIn = { personId: string; sessionVersion: number; name: string; email: string };

const TRIES = 10;
const WINDOW = sql`now() - interval '15 minutes'`;

/**
 * Signs somebody in by address and password. Unknown address and wrong password are one answer and take the same
 * time. After ten failures for an address in fifteen minutes it is refused (`too_many`) whatever the password.
 */
export async function signIn(email: string, password: string): Promise<SignedIn> {
  const subject = normaliseAddress(email);
  await reserveTry(subject);

  const person = await findPersonByEmail(subject);
  const fits = await verifyPassword(password, person?.passwordHash ?? null);
  const actor = person && fits ? await actorOf(person) : null;
  if (!person || !actor) throw new Refusal("forbidden", "wrongSignIn", "The address or the password is wrong.");
  await db.transaction(async (tx) => {
    await tx.delete(signInFailures).where(eq(signInFailures.subject, subject));
    await record(tx, actor, { type: "person.signedIn", subject: `person:${person.id}`, data: { personId: person.id, means: "password" } });
  });
  return { personId: person.id, sessionVersion: person.sessionVersion, name: person.name, email: person.email };
}

/** Counts a try before it is judged, one after the other for an address: forty at once are not all the first. A success takes them back. */
async function reserveTry(subject: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${subject}`}, 0))`);
    const [failures] = await tx
      .select({ count: count() })
      .from(signInFailures)
      .where(and(eq(signInFailures.subject, subject), gt(signInFailures.createdAt, WINDOW)));
    if (failures!.count >= TRIES) throw new Refusal("too_many", "tooManySignIns", "Too many tries. Wait a quarter of an hour.");
    await tx.insert(signInFailures).values({ subject });
  });
}

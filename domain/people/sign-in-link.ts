import { and, count, eq, gt, like, sql } from "drizzle-orm";
import { db, type Tx } from "@/db";
import { people, signInFailures } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { system } from "../access/actor";
import { record } from "../events/record";
import { actorOf } from "./actors";
import { requireAddress } from "./create";
import { findPersonByEmail, type Person } from "./find";
import { linkEnded, useUpLinkIn } from "./one-time-links";
import type { SignedIn } from "./sign-in";

const PER_ADDRESS = 3;
/** Over all addresses: whoever asks for one after the other fills neither mailboxes nor the history. */
const IN_ALL = 600;
const WINDOW = sql`now() - interval '15 minutes'`;
const ASKED = "link ";

/**
 * Asks for a link that signs in, by mail: for people who came by mail and have no password. The answer is the same
 * whether somebody has this address or not, and so is what is done for it here; the mail is a function's, later.
 * Refuses what is no address, and more than three in a quarter of an hour (`too_many`), known or not.
 */
export async function askForSignInLink(address: string): Promise<void> {
  const email = requireAddress(address);
  await db.transaction(async (tx) => {
    await refuseTooMany(tx, email);
    await tx.insert(signInFailures).values({ subject: `${ASKED}${email}` });
    const person = await findPersonByEmail(email, tx);
    await record(tx, system("visitor"), {
      type: "signIn.linkAsked",
      subject: "signIn",
      data: { personId: person?.active ? person.id : null },
      values: { address: { after: email } },
    });
  });
}

/** Signs in whom a link was made for, and uses it up. Refuses a link that is unknown, used or too old, and who has left. */
export async function signInByLink(token: string): Promise<SignedIn> {
  return db.transaction(async (tx) => {
    const person = await personOf(tx, await useUpLinkIn(tx, token, "signIn"));
    const actor = person ? await actorOf(person, undefined, tx) : null;
    if (!person || !actor) throw linkEnded();
    await record(tx, actor, { type: "person.signedIn", subject: `person:${person.id}`, data: { personId: person.id, means: "link" } });
    return { personId: person.id, sessionVersion: person.sessionVersion, name: person.name, email: person.email };
  });
}

async function personOf(tx: Tx, id: string | null): Promise<Person | undefined> {
  if (id === null) return undefined;
  const [person] = await tx.select().from(people).where(eq(people.id, id));
  return person;
}

async function refuseTooMany(tx: Tx, email: string): Promise<void> {
  const recent = gt(signInFailures.createdAt, WINDOW);
  const [own] = await tx
    .select({ count: count() })
    .from(signInFailures)
    .where(and(eq(signInFailures.subject, `${ASKED}${email}`), recent));
  const [all] = await tx
    .select({ count: count() })
    .from(signInFailures)
    .where(and(like(signInFailures.subject, `${ASKED}%`), recent));
  if (own!.count < PER_ADDRESS && all!.count < IN_ALL) return;
  throw new Refusal("too_many", "tooManySignIns", "Too many tries. Wait a quarter of an hour.");
}

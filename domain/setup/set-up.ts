import { and, arrayContains, eq, isNull, sql } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { queues, roleAssignments, roles } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { LOCKS } from "@/lib/locks";
import { hashPassword } from "@/lib/password";
import { type Actor, system } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { insertPersonIn, requireAddress } from "../people/create";
import { findPersonByEmail, normaliseAddress, type Person } from "../people/find";
import { isLinkUsable, linkEnded, makeLinkIn, useUpLinkIn } from "../people/one-time-links";
import { getSetting, putSetting } from "../settings";
import { assignRoleIn, createQueueIn, loadDefaultsIn } from "./defaults";

const MINUTES = 15;
const FIRST_QUEUE = "Support";

/** A one-time link's token for setting up an empty desk, or null when it has an administrator: the page is /setup/TOKEN. */
export async function createSetupLink(actor: Actor): Promise<string | null> {
  authorizeDesk(actor, "desk.setUp");
  return db.transaction(async (tx) => ((await hasAdministrator(tx)) ? null : makeLinkIn(tx, "setup", MINUTES)));
}

/** Whether the set-up page may show its form. */
export const isSetupLinkUsable = (token: string): Promise<boolean> => isLinkUsable(token, "setup");

export type FirstDesk = { name: string; email: string; password: string; queueName: string; queueAddress: string };

/**
 * Makes the first administrator, queue and address of an empty desk, for whoever holds the link that `npm start`
 * printed: it is the actor. Refuses a link that is used or too old, a desk that has an administrator by now, a taken
 * address, a password too short. The link is used up only when everything was made.
 */
export async function setUpDesk(token: string, wanted: FirstDesk): Promise<Person> {
  // Before the password is hashed: strangers should not make us work.
  if (!(await isLinkUsable(token, "setup"))) throw linkEnded();
  const passwordHash = await hashPassword(wanted.password);
  return db.transaction(async (tx) => {
    const setup = system("setup");
    await oneAtATime(tx);
    await useUpLinkIn(tx, token, "setup");
    if (await hasAdministrator(tx))
      throw new Refusal("conflict", "alreadySetUp", "This desk has an administrator by now. Sign in instead.");
    if (await findPersonByEmail(wanted.email, tx)) {
      throw new Refusal("conflict", "addressTaken", `There already is somebody with the address ${normaliseAddress(wanted.email)}.`);
    }
    await loadDefaultsIn(tx, setup);
    const person = await insertPersonIn(tx, setup, { name: wanted.name, email: wanted.email }, passwordHash);
    await assignRoleIn(tx, setup, person.id, "administrator", null);
    await firstQueueIn(tx, setup, { name: wanted.queueName, address: wanted.queueAddress });
    return person;
  });
}

/** Gives a desk without queues its first. Where queues stand, nothing happens. */
export async function createFirstQueue(actor: Actor, wanted: { name?: string; address?: string }): Promise<void> {
  authorizeDesk(actor, "desk.setUp");
  await db.transaction(async (tx) => {
    await oneAtATime(tx);
    await firstQueueIn(tx, actor, wanted);
  });
}

async function firstQueueIn(tx: Tx, actor: Actor, { name, address }: { name?: string; address?: string }): Promise<void> {
  const [standing] = await tx.select({ id: queues.id }).from(queues).limit(1);
  if (standing) return;
  const called = name?.trim() || FIRST_QUEUE;
  await createQueueIn(tx, actor, { name: called, group: called, address: address ? requireAddress(address, "queueAddress") : undefined });
  // From now on people's own passwords are in here, and `demo` must refuse it.
  if ((await getSetting("desk", tx)) === "empty") await putSetting(tx, "desk", "real");
}

async function hasAdministrator(from: Db | Tx): Promise<boolean> {
  const [row] = await from
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .innerJoin(roles, eq(roles.id, roleAssignments.roleId))
    .where(and(isNull(roleAssignments.groupId), arrayContains(roles.rights, ["admin"])))
    .limit(1);
  return row !== undefined;
}

/** Two set-ups at once would each find the desk empty. */
const oneAtATime = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.setUp})`);

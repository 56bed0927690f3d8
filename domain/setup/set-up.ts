import { db } from "@/db";
import { Refusal } from "@/lib/errors";
import { hashPassword } from "@/lib/password";
import { type Actor, system } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import type { Person } from "../people/find";
import { isLinkUsable, linkEnded, makeLinkIn, useUpLinkIn } from "../people/one-time-links";
import { createUserIn, hasAdministrator } from "./create-user";

const MINUTES = 15;

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
 * printed: it is the actor. Refuses a link that is used or too old, and a desk that has an administrator by now; the
 * link is used up only when everything was made.
 */
export async function setUpDesk(token: string, wanted: FirstDesk): Promise<Person> {
  if (!(await isLinkUsable(token, "setup"))) throw linkEnded();
  const { name, email, password, queueName: queue, queueAddress } = wanted;
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    await useUpLinkIn(tx, token, "setup");
    if (await hasAdministrator(tx)) throw new Refusal("conflict", "alreadySetUp", "This desk has an administrator by now. Sign in instead.");
    return createUserIn(tx, system("setup"), { name, email, role: "administrator", queue, queueAddress }, passwordHash);
  });
}

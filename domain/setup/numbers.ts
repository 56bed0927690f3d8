import { db } from "@/db";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { getSetting, putSetting } from "../settings";
import type { NumberKind } from "../tickets/number";
import { beginIn, faulty } from "./choices";

export type TicketNumbers = { kind: NumberKind; timeZone: string };

/**
 * Says how new tickets are numbered: by a counter, by the date with a count of the day (in a zone), or at random with a
 * check digit, which tells nobody how many there are. Those given before stay. Refuses a zone that is none.
 */
export async function configureNumbers(actor: Actor, wanted: Partial<TicketNumbers>): Promise<TicketNumbers> {
  return db.transaction(async (tx) => {
    await beginIn(tx, actor);
    const before = await getSetting("ticketNumbers", tx);
    const after = { kind: wanted.kind ?? before.kind, timeZone: requireZone(wanted.timeZone ?? before.timeZone) };
    if (after.kind === before.kind && after.timeZone === before.timeZone) return before;
    await putSetting(tx, "ticketNumbers", after);
    await record(tx, actor, { type: "numbers.configured", subject: "settings:ticketNumbers", data: { before, after } });
    return after;
  });
}

export async function getNumbers(actor: Actor): Promise<TicketNumbers> {
  authorizeDesk(actor, "choice.configure");
  return getSetting("ticketNumbers");
}

function requireZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    throw faulty("timeZone", "badZone", `"${timeZone.slice(0, 100)}" is no time zone; write one like Europe/Berlin.`);
  }
}

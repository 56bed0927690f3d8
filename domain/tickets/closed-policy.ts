import type { ClosedPolicy } from "@/db/schema";

export type FollowUp = "attach" | "reopen" | "new-linked" | "reject";
export type ClosedTicket = {
  policy: ClosedPolicy;
  days: number;
  businessDays: boolean;
  /** Null for a ticket that is not closed. */
  closedAt: Date | null;
  now: Date;
};

/** What becomes of a letter to a ticket, by its queue's policy for closed ones (docs: mail rules A5). */
export function followUpOf({ policy, days, businessDays, closedAt, now }: ClosedTicket): { outcome: FollowUp; reason: string } {
  if (!closedAt) return { outcome: "attach", reason: "The ticket is not closed." };
  if (policy === "reopen") return { outcome: "reopen", reason: "The queue opens closed tickets again." };
  if (policy === "new-linked") return { outcome: "new-linked", reason: "The queue makes a new ticket of an answer to a closed one." };
  if (policy === "reject") return { outcome: "reject", reason: "The queue takes no answers to closed tickets." };
  const span = `${days} ${businessDays ? "business " : ""}days`;
  return daysSince(closedAt, now, businessDays) <= days
    ? { outcome: "reopen", reason: `It was closed less than ${span} ago.` }
    : { outcome: "new-linked", reason: `It was closed more than ${span} ago.` };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole and broken days; of business days, those from Monday to Friday that began since. */
export function daysSince(from: Date, now: Date, businessOnly: boolean): number {
  const elapsed = (now.getTime() - from.getTime()) / DAY_MS;
  if (!businessOnly) return elapsed;
  let days = 0;
  for (let day = 1; day <= Math.floor(elapsed); day += 1) {
    const weekday = new Date(from.getTime() + day * DAY_MS).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days += 1;
  }
  return days;
}

import { processMail, sendReceipt, sendRejection, sendReply, sweepOutgoing } from "./mail";
import { notifyBreach } from "./notify";
import { recount, slaTimer, sweepSla } from "./sla";

export { inngest } from "./client";

export const functions = [processMail, sendReply, sendReceipt, sendRejection, sweepOutgoing, slaTimer, sweepSla, recount, notifyBreach];

/** The events some function waits for; the relay sends no others. */
export const AWAITED_EVENTS = [
  "mail.accepted",
  "mail.retried",
  "mail.judged",
  "message.sent",
  "message.turnedAway",
  "ticket.opened",
  "sla.armed",
  "sla.breached",
  "calendar.changed",
  "policy.changed",
  "policy.retired",
] as const;

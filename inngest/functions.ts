import { processMail, sendReceipt, sendRejection, sendReply, sendSignInLink, sweepOutgoing } from "./mail";
import { notifyBreach } from "./notify";
import { recount, slaTimer, sweepSla } from "./sla";
import { tidyUpHourly } from "./upkeep";

export { inngest } from "./client";

export const functions = [
  processMail,
  sendReply,
  sendReceipt,
  sendRejection,
  sendSignInLink,
  sweepOutgoing,
  slaTimer,
  sweepSla,
  recount,
  notifyBreach,
  tidyUpHourly,
];

/** The events some function waits for; the relay sends no others. */
export const AWAITED_EVENTS = [
  "mail.accepted",
  "mail.retried",
  "mail.judged",
  "message.sent",
  "message.turnedAway",
  "ticket.opened",
  "signIn.linkAsked",
  "sla.armed",
  "sla.breached",
  "calendar.changed",
  "policy.changed",
  "policy.retired",
] as const;

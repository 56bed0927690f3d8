import { processMail, sendReceipt, sendRejection, sendReply, sweepOutgoing } from "./mail";

export { inngest } from "./client";

export const functions = [processMail, sendReply, sendReceipt, sendRejection, sweepOutgoing];

/** The events some function waits for; the relay sends no others. */
export const AWAITED_EVENTS = [
  "mail.accepted",
  "mail.retried",
  "mail.judged",
  "message.sent",
  "message.turnedAway",
  "ticket.opened",
] as const;

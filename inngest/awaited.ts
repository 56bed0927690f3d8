/** The events some function waits for; the relay sends no others. */
export const AWAITED_EVENTS = [
  "mail.accepted",
  "mail.retried",
  "mail.judged",
  "mail.resent",
  "delivery.reported",
  "message.sent",
  "message.held",
  "message.turnedAway",
  "ticket.opened",
  "signIn.linkAsked",
  "sla.armed",
  "sla.breached",
  "calendar.changed",
  "policy.changed",
  "policy.retired",
] as const;

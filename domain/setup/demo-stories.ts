/**
 * Conversations of the demo desk. A turn is who, how many minutes after the one before, what was said, and the state it
 * leaves the ticket in. `{words}` come from the variant, `{name}` is the customer's first name, `{me}` the agent's.
 */
export type Turn =
  | readonly [who: "customer" | "agent" | "note", minutesLater: number, text: string]
  | readonly [who: "agent" | "note", minutesLater: number, text: string, state: string];

export type Story = {
  language: "de" | "en";
  queue: "Support" | "Billing" | "Network" | "Network::VPN";
  subject: string;
  channel?: "mail" | "web" | "phone";
  priority?: "very low" | "low" | "high" | "very high";
  type?: "question" | "incident" | "problem" | "service request" | "change";
  tags?: readonly string[];
  variants: readonly Readonly<Record<string, string>>[];
  opening: string;
  turns: readonly Turn[];
};

export const CLOSED = "closed";
export const WAITING = "waiting for customer";
export const THIRD_PARTY = "waiting for third party";

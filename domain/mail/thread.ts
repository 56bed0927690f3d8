/** Evidence that a letter belongs to a ticket, strongest first (docs: mail rules A2). */
export type Evidence = "reply-address" | "signed-message-id" | "stored-message-id" | "marker" | "external-number" | "subject-number";
export type Trust = "strong" | "medium" | "weak";
/** One proof the caller has looked up; `lastActivityAt` decides between tickets that are proved equally well. */
export type Candidate = {
  ticketId: string;
  messageId?: string;
  evidence: Evidence;
  proof: string;
  lastActivityAt?: Date;
  /** The proof stood on a notification to an agent, not on a mail of the conversation. */
  notification?: boolean;
};

type Weight = { trust: Trust; says: string };

/** In the order in which they win. */
const WEIGHTS: Record<Evidence, Weight> = {
  "reply-address": { trust: "strong", says: "It was sent to a signed reply address" },
  "signed-message-id": { trust: "strong", says: "It answers a mail of ours by its signed Message-ID" },
  "stored-message-id": { trust: "medium", says: "It answers a mail that stands in a ticket" },
  marker: { trust: "medium", says: "It quotes a signed mark of ours" },
  "external-number": { trust: "medium", says: "It carries a number this partner uses" },
  "subject-number": { trust: "weak", says: "Its subject carries a ticket number" },
};

export type Threading = {
  ticketId: string | null;
  messageId: string | null;
  evidence: Evidence | null;
  trust: Trust | null;
  reason: string;
  /** Everything that was found, the winner first. */
  candidates: Candidate[];
};

/**
 * The ticket with the strongest evidence; among equals the one with the latest activity, and where that is not known the
 * first, so that the newest id a letter names wins. All candidates are given back to be written down.
 */
export function threadMail(candidates: readonly Candidate[]): Threading {
  const ranked = [...candidates].sort((a, b) => RANK[a.evidence] - RANK[b.evidence] || activity(b) - activity(a));
  const [best] = ranked;
  if (!best)
    return { ticketId: null, messageId: null, evidence: null, trust: null, reason: "It names no conversation of ours.", candidates: [] };
  const { trust, says } = WEIGHTS[best.evidence];
  const others = new Set(ranked.map((one) => one.ticketId)).size - 1;
  const more = others > 0 ? ` ${others} other ticket${others > 1 ? "s are" : " is"} named with less or older proof.` : "";
  return {
    ticketId: best.ticketId,
    messageId: best.messageId ?? null,
    evidence: best.evidence,
    trust,
    reason: `${says} (${best.proof}).${more}`,
    candidates: ranked,
  };
}

const RANK = Object.fromEntries(Object.keys(WEIGHTS).map((evidence, i) => [evidence, i])) as Record<Evidence, number>;
const activity = (candidate: Candidate): number => candidate.lastActivityAt?.getTime() ?? 0;

export type Verdict = "pass" | "fail" | "none";
export type Standing = { outcome: "attach" | "pending-joiner" | "new-linked" | "new"; reason: string };

export type Asked = {
  trust: Trust;
  verdict: Verdict;
  sender: string;
  forwarded: boolean;
  customer: string;
  participants: readonly string[];
  /** A verified alias of a party, or somebody whose organisation may answer its members' tickets. */
  mayReply?: boolean;
};

/** Read from above, the first line that holds decides. */
const STANDINGS: [outcome: Standing["outcome"], reason: string, holds: (asked: Asked) => boolean][] = [
  [
    "new",
    "The sender's domain disowns this mail, so a mere reference proves nothing.",
    ({ verdict, trust }) => verdict === "fail" && trust !== "strong",
  ],
  ["new", "A forwarded mail with a number in its subject begins something new.", ({ trust, forwarded }) => trust === "weak" && forwarded],
  ["attach", "The sender is a party to it.", (asked) => isParty(asked)],
  ["attach", "The sender may answer for a party to it.", ({ mayReply }) => mayReply === true],
  [
    "new-linked",
    "The sender is no party to it, and a number proves nothing: a ticket of his own, linked.",
    ({ trust }) => trust === "weak",
  ],
  ["pending-joiner", "The sender is no party to it, but had the mail: agents decide.", () => true],
];

/**
 * What the sender counts as in the conversation his letter names (docs: mail rules A2, Authorisation). A party to it is
 * heard. A stranger with proof that he had the mail waits for the agents (it was forwarded to him); with a mere number
 * he gets a ticket of his own. A failed verdict makes medium and weak evidence worthless.
 */
export function whoCounts(asked: Asked): Standing {
  const [outcome, reason] = STANDINGS.find(([, , holds]) => holds(asked))!;
  return { outcome, reason };
}

const isParty = ({ customer, participants, sender }: Asked): boolean =>
  [customer, ...participants].some((address) => address.trim().toLowerCase() === sender.trim().toLowerCase());

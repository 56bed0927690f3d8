/** Evidence that a letter belongs to a ticket, strongest first (SEMANTICS A2). */
export type Evidence = "signed-message-id" | "stored-message-id" | "subject-number";
export type Trust = "strong" | "medium" | "weak";
export type Candidate = { ticketId: string; evidence: Evidence; proof: string };

const TRUST: Record<Evidence, Trust> = { "signed-message-id": "strong", "stored-message-id": "medium", "subject-number": "weak" };
const ORDER: Evidence[] = ["signed-message-id", "stored-message-id", "subject-number"];

export type Threading = { ticketId: string | null; evidence: Evidence | null; trust: Trust | null; reason: string };

/** The candidate with the strongest evidence; among equals the first, so that the newest id a letter names wins. */
export function threadMail(candidates: readonly Candidate[]): Threading {
  for (const evidence of ORDER) {
    const found = candidates.find((candidate) => candidate.evidence === evidence);
    if (found) return { ticketId: found.ticketId, evidence, trust: TRUST[evidence], reason: `${SAYS[evidence]} (${found.proof}).` };
  }
  return { ticketId: null, evidence: null, trust: null, reason: "It names no conversation of ours." };
}

const SAYS: Record<Evidence, string> = {
  "signed-message-id": "It answers a mail of ours by its signed Message-ID",
  "stored-message-id": "It answers a mail that stands in a ticket",
  "subject-number": "Its subject carries a ticket number",
};

export type Verdict = "pass" | "fail" | "none";
export type Standing = { outcome: "attach" | "pending-joiner" | "new-linked" | "new"; reason: string };

/**
 * What the sender counts as in the conversation his letter names. A party to it is heard. A stranger with proof that
 * he had the mail waits for the agents (it was forwarded to him); with a mere number he gets a ticket of his own. A
 * failed verdict makes medium and weak evidence worthless.
 */
export function whoCounts(asked: { trust: Trust; verdict: Verdict; sender: string; forwarded: boolean; customer: string; participants: readonly string[] }): Standing {
  const { trust, verdict, sender, forwarded } = asked;
  if (verdict === "fail" && trust !== "strong") return { outcome: "new", reason: "The sender's domain disowns this mail, so a mere reference proves nothing." };
  if (trust === "weak" && forwarded) return { outcome: "new", reason: "A forwarded mail with a number in its subject begins something new." };
  const isParty = [asked.customer, ...asked.participants].some((address) => address.toLowerCase() === sender.toLowerCase());
  if (isParty) return { outcome: "attach", reason: "The sender is a party to it." };
  if (trust === "weak") return { outcome: "new-linked", reason: "The sender is no party to it, and a number proves nothing: a ticket of his own, linked." };
  return { outcome: "pending-joiner", reason: "The sender is no party to it, but had the mail: agents decide." };
}

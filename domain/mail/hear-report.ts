import type { Tx } from "@/db";
import type { DeliveryState } from "@/db/schema";
import type { Actor } from "../access/actor";
import { noteUndeliverable } from "./address-standing";
import type { Letter, Outcome } from "./letter";
import { noteDelivery, type Outgoing, recipientMeant, recordReport, reportedMail } from "./reported-mail";

/**
 * A report on a mail of ours: delivered, late, failed, shown to somebody. It is written beside that mail for each
 * recipient, and into its ticket's history for the author to see. It opens nothing and moves no state; an address that
 * fails for good gets no automatic mail (docs/mail.md, A1.3, A3).
 */
export async function hearReport(tx: Tx, actor: Actor, letter: Letter): Promise<Outcome> {
  const { screening, decide, mail } = letter;
  const autoReply = { sent: false, reason: `Mail of class ${screening.class} is never answered automatically.` };
  const outgoing = await reportedMail(tx, letter);
  if (!outgoing) {
    decide("report", "unknown", "It is about no mail that left here; it stands under undelivered mail, for administrators.");
    return { created: "nothing", autoReply };
  }
  for (const { address, state, status, diagnostic, permanent } of findingsOf(letter, outgoing)) {
    await noteDelivery(tx, outgoing.id, mail.id, { address, state, status, diagnostic });
    if (permanent) await noteUndeliverable(tx, address, `${status} ${diagnostic}`.trim());
    await recordReport(tx, actor, mail.id, outgoing, { address, outcome: state, status });
    decide("report", state, `${address}: ${status} ${diagnostic}`.trim());
  }
  return { created: "nothing", outgoingId: outgoing.id, ticketId: outgoing.ticketId ?? undefined, autoReply };
}

type Finding = { address: string; state: DeliveryState; status: string; diagnostic: string; permanent: boolean };

const BY_ACTION: Record<string, DeliveryState> = {
  failed: "failed",
  delayed: "delayed",
  delivered: "delivered",
  relayed: "delivered",
  expanded: "delivered",
};

/** What it says of those we wrote to; a report that names nobody speaks of the only recipient. */
function findingsOf(letter: Letter, outgoing: Outgoing): Finding[] {
  if (letter.screening.class === "mdn") return shownTo(letter, outgoing);
  const said = letter.screening.reported.flatMap(({ address, action, status, diagnostic, permanent }): Finding[] => {
    const meant = recipientMeant(outgoing, address);
    const state = BY_ACTION[action] ?? "delayed";
    return meant ? [{ address: meant, state, status, diagnostic, permanent: permanent && state === "failed" }] : [];
  });
  const only = recipientMeant(outgoing, "");
  if (said.length > 0 || letter.screening.reported.length > 0 || !only) return said;
  const permanent = letter.screening.class === "dsn-permanent";
  const state = permanent ? "failed" : letter.screening.class === "dsn-success" ? "delivered" : "delayed";
  return [{ address: only, state, status: permanent ? "5.0.0" : "", diagnostic: letter.parsed.subject.slice(0, 200), permanent }];
}

/** A receipt of reading (RFC 8098): its fields name the reader and what was done. */
function shownTo({ parsed }: Letter, outgoing: Outgoing): Finding[] {
  const part = parsed.attachments.find((one) => one.contentType === "message/disposition-notification");
  const fields = part?.content.toString("utf8").slice(0, 10_000) ?? "";
  const reader = /^(?:Original|Final)-Recipient:\s*(?:rfc822;)?\s*<?([^\s<>;]+)/im.exec(fields)?.[1] ?? parsed.from?.address ?? "";
  const done = /^Disposition:[^;]*;\s*([\w-]+)/im.exec(fields)?.[1]?.toLowerCase() ?? "displayed";
  const address = recipientMeant(outgoing, reader);
  // Deleted unread or refused: it has arrived, and nobody has seen it.
  const state = done === "displayed" || done === "processed" ? "read" : "delivered";
  return address ? [{ address, state, status: done, diagnostic: "", permanent: false }] : [];
}

import { desc, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { type DeliveryState, outgoingDeliveries, outgoingMail } from "@/db/schema";
import type { Actor } from "../access/actor";
import type { EventData } from "../events/catalog";
import { record } from "../events/record";
import { lockTicket } from "../tickets/load";
import type { Letter } from "./letter";
import type { ParsedMail } from "./parse";

export type Outgoing = typeof outgoingMail.$inferSelect;

/**
 * The mail of ours that a report, a complaint or a challenge is about, or null. Our ids are signed, so whoever names one
 * has had that mail, or the answer of a server that had it.
 */
export async function reportedMail(tx: Tx, { parsed, screening }: Letter): Promise<Outgoing | null> {
  const named = screening.bounce?.originalMessageId;
  const ids = [...new Set([...(named ? [named] : []), ...idsIn(parsed)])].slice(0, 100);
  if (ids.length === 0) return null;
  const [found] = await tx
    .select()
    .from(outgoingMail)
    .where(inArray(outgoingMail.messageId, ids))
    .orderBy(desc(outgoingMail.createdAt))
    .limit(1);
  return found ?? null;
}

/** Every id a report may name: of the letter it brings back, of the fields of its parts, of what it answers. */
function idsIn(parsed: ParsedMail): string[] {
  const parts = parsed.attachments
    .filter((part) => /^message\/|^text\/rfc822-headers$/.test(part.contentType))
    .flatMap((part) => [
      ...part.content
        .toString("utf8")
        .slice(0, 256 * 1024)
        .matchAll(/^(?:Original-)?Message-ID:\s*(<[^<>\s]{1,500}>)/gim),
    ])
    .map((match) => match[1]!);
  return [...parsed.letters().flatMap((letter) => letter.messageId ?? []), ...parts, ...parsed.inReplyTo, ...parsed.references];
}

/** A report is believed about those we wrote to; of one recipient it speaks also by another name (he forwards his mail). */
export function recipientMeant(outgoing: Outgoing, address: string): string | null {
  const ours = [...outgoing.to, ...outgoing.cc].map((box) => box.address.toLowerCase());
  return ours.find((one) => one === address.toLowerCase()) ?? (ours.length === 1 ? ours[0]! : null);
}

/** What is final is not overtaken by a late "delayed". */
const RANK: Record<DeliveryState, number> = { delayed: 0, delivered: 1, read: 2, failed: 3 };

type Delivery = { address: string; state: DeliveryState; status: string; diagnostic: string };

export async function noteDelivery(tx: Tx, outgoingId: string, mailId: string | null, delivery: Delivery): Promise<void> {
  const { address, ...set } = delivery;
  const lower = Object.keys(RANK).filter((state) => RANK[state as DeliveryState] <= RANK[delivery.state]);
  await tx
    .insert(outgoingDeliveries)
    .values({ outgoingId, mailId, ...delivery })
    .onConflictDoUpdate({
      target: [outgoingDeliveries.outgoingId, outgoingDeliveries.address],
      set: { ...set, mailId },
      setWhere: sql`${outgoingDeliveries.state} = any(${sql.param(lower)}::text[])`,
    });
}

type Outcome = EventData<"delivery.reported">["outcome"];

/** `mailId`: the report, or null when a server said it to our face. Into the history of the ticket the mail belongs to, where its author sees it. Sign-in mail has no ticket. */
export async function recordReport(
  tx: Tx,
  actor: Actor,
  mailId: string | null,
  outgoing: Outgoing,
  report: { address: string; outcome: Outcome; status: string },
): Promise<void> {
  if (!outgoing.ticketId) return;
  await lockTicket(tx, outgoing.ticketId);
  await record(tx, actor, {
    type: "delivery.reported",
    ticketId: outgoing.ticketId,
    data: { mailId, outgoingId: outgoing.id, messageId: outgoing.messageRowId, outcome: report.outcome, status: report.status },
    values: { address: { after: report.address } },
  });
}

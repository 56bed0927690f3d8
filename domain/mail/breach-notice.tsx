import { and, eq, isNull } from "drizzle-orm";
import { render } from "react-email";
import { db } from "@/db";
import { events, notifications, outgoingMail, people, queues, tickets } from "@/db/schema";
import { mailWords } from "@/emails/_parts/words";
import { SlaBreachedMail } from "@/emails/sla-breached";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { can } from "../access/policy";
import { actorOf } from "../people/actors";
import { listSigningKeys } from "./keys";
import { signMessageId } from "./message-id";
import { compose, queueMail } from "./send";
import { senderOf } from "./sender";

/**
 * The mail that tells an agent of a broken promise, written down once an event and person. Null when he has read it in
 * the app meanwhile, may not read the ticket any more, or somebody has answered: the world is asked again before anything leaves.
 */
export async function prepareBreachNotice(actor: Actor, eventId: string, personId: string): Promise<string | null> {
  authorizeDesk(actor, "mail.process");
  const key = `breach:${eventId}:${personId}`;
  const [known] = await db.select({ id: outgoingMail.id }).from(outgoingMail).where(eq(outgoingMail.key, key));
  if (known) return known.id;
  const [row] = await db
    .select({ notice: notifications, event: events, ticket: tickets, queue: queues, person: people })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .innerJoin(tickets, eq(tickets.id, notifications.ticketId))
    .innerJoin(queues, eq(queues.id, tickets.queueId))
    .innerJoin(people, eq(people.id, notifications.personId))
    .where(
      and(eq(notifications.eventId, eventId), eq(notifications.personId, personId), isNull(notifications.readAt), eq(people.active, true)),
    );
  if (!row || row.ticket.overdueSince === null) return null;
  const { notice, event, ticket, queue, person } = row;
  const reader = await actorOf(person);
  if (!reader || !can(reader, "ticket.readInternal", { groupId: queue.groupId, customerId: ticket.customerId, participantIds: [] }))
    return null;

  const sender = await senderOf(queue.id);
  const number = String(ticket.number);
  const words = mailWords(person.locale);
  const what = words(`breached.${String(event.data.metric)}` as "breached.solution");
  const subject = `${words("breached.subject", { what })}: ${ticket.subject} ${sender.tag(number)}`;
  const mail = SlaBreachedMail({
    ...{ locale: person.locale, name: person.name, number, subject: ticket.subject, queue: queue.name, what },
    dueAt: new Date(String(event.data.dueAt)),
    url: `${process.env.NEXTAUTH_URL ?? ""}/tickets/${number}`,
  });
  const from = { name: sender.name, address: sender.address };
  const to = [{ name: person.name, address: person.email }];
  const ids = { ticketId: ticket.id, messageId: notice.id, notification: true, domain: sender.domain };
  const messageId = signMessageId(ids, await listSigningKeys());
  const raw = await compose({
    ...{ messageId, from, to, subject, references: [] },
    html: await render(mail),
    text: await render(mail, { plainText: true }),
    // RFC 3834 section 5: a program wrote this, and nobody's absence shall answer it (SEMANTICS A3).
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "X-Open-Ticket": number },
  });
  return queueMail({ key, ticketId: ticket.id, kind: "notification", raw, to, from, subject, messageId });
}

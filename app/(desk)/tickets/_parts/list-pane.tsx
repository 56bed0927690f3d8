import { getTranslations } from "next-intl/server";
import type { AgentActor } from "@/domain/access/actor";
import { listTickets, type TicketRow } from "@/domain/tickets/queries";
import { seqBefore } from "../../_parts/read-once";
import type { ListRow } from "../../_parts/use-ticket-list";
import { TicketList } from "./ticket-list";
import { type Search, searchOf, viewOf } from "./view";

/** About as many rows as a screen shows, one line each or, beside a ticket, three; the list fetches on as one comes to its end. */
const FIRST_PAGE = 26;
const BESIDE_TICKET = 14;

/** The list of an address, first painted by the server. */
export async function ListPane({ actor, search, selected }: { actor: AgentActor; search: Search; selected?: string }) {
  const t = await getTranslations("desk");
  const view = viewOf(search);
  const since = await seqBefore();
  const page = await listTickets(actor, { ...view.filter, limit: selected ? BESIDE_TICKET : FIRST_PAGE });
  return (
    <TicketList
      key={view.query}
      title={view.key ? t(view.key) : search.queue!.replaceAll("::", " › ")}
      initial={page.data.map(drawn)}
      cursor={page.nextCursor}
      since={since}
      query={view.query}
      suffix={searchOf(search)}
      q={search.q}
      selected={selected}
      isWork={!["closed", "waiting", "found"].includes(view.key ?? "")}
    />
  );
}

/** Only what is drawn travels, instants as text. */
const drawn = (row: TicketRow): ListRow => ({
  number: row.number,
  subject: row.subject,
  preview: row.preview,
  state: row.state,
  stateType: row.stateType,
  priority: row.priority!,
  customer: { name: row.customer.name },
  owner: row.owner,
  updatedAt: row.updatedAt.toISOString(),
  unansweredSince: row.unansweredSince?.toISOString() ?? null,
  needsDecision: row.needsDecision,
  tags: row.tags,
  sla: {
    nextDueAt: row.sla.nextDueAt?.toISOString() ?? null,
    overdueSince: row.sla.overdueSince?.toISOString() ?? null,
    paused: row.sla.paused,
    breached: row.sla.breached,
  },
});

import { getTranslations } from "next-intl/server";
import type { AgentActor } from "@/domain/access/actor";
import { latestSeq } from "@/domain/events/history";
import { listTickets } from "@/domain/tickets/queries";
import type { ListRow } from "../../_parts/use-ticket-list";
import { TicketList } from "./ticket-list";
import { viewOf } from "./view";

/** The list of an address, first painted by the server. */
export async function ListPane({
  actor,
  search,
  selected,
}: {
  actor: AgentActor;
  search: { queue?: string; view?: string };
  selected?: string;
}) {
  const t = await getTranslations("desk");
  const view = viewOf(search);
  const since = await latestSeq();
  const page = await listTickets(actor, { ...view.filter, limit: 100 });
  const suffix = new URLSearchParams(Object.entries(search).filter(([, value]) => value)).toString();
  return (
    <TicketList
      key={view.query}
      title={view.key ? t(view.key) : search.queue!}
      // Instants travel as text, as the API sends them.
      initial={JSON.parse(JSON.stringify(page.data)) as ListRow[]}
      query={view.query}
      suffix={suffix ? `?${suffix}` : ""}
      selected={selected}
      more={page.nextCursor !== null}
      since={since}
    />
  );
}

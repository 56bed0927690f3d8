import { getTranslations } from "next-intl/server";
import type { AgentActor } from "@/domain/access/actor";
import { latestSeq } from "@/domain/events/history";
import { listTickets } from "@/domain/tickets/queries";
import type { ListRow } from "../../_parts/use-ticket-list";
import { TicketList } from "./ticket-list";
import { type Search, searchOf, viewOf } from "./view";

const FIRST_PAGE = 100;

/** The list of an address, first painted by the server. */
export async function ListPane({ actor, search, selected }: { actor: AgentActor; search: Search; selected?: string }) {
  const t = await getTranslations("desk");
  const view = viewOf(search);
  const since = await latestSeq();
  const page = await listTickets(actor, { ...view.filter, limit: FIRST_PAGE });
  return (
    <TicketList
      key={view.query}
      title={view.key ? t(view.key) : search.queue!.replaceAll("::", " › ")}
      // Instants travel as text, as the API sends them.
      initial={JSON.parse(JSON.stringify(page.data)) as ListRow[]}
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

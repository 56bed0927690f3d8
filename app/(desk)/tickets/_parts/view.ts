import type { TicketFilter } from "@/domain/tickets/queries";

export type Search = { queue?: string; view?: string; q?: string };

/** The part of an address that names its list, or nothing. */
export function searchOf({ queue, view, q }: Search): string {
  const given = new URLSearchParams(Object.entries({ queue, view, q }).filter((part): part is [string, string] => Boolean(part[1])));
  return given.size > 0 ? `?${given}` : "";
}

const NOT_ENDED = ["new", "open", "pending-reminder", "pending-auto"] as const;

/** The list behind an address: the filter the server reads with, and the same as a query of the API. */
export function viewOf({ queue, view, q }: Search): {
  filter: TicketFilter;
  query: string;
  key: "myTickets" | "unassigned" | "allOpen" | "waiting" | "closed" | "breached" | "dueSoon" | "found" | null;
} {
  // A search looks everywhere: what one remembers of a ticket is not whether it was closed.
  if (q) return { filter: { q }, query: new URLSearchParams({ q }).toString(), key: "found" };
  const desk = { stateTypes: ["new", "open"] as const, key: "allOpen" as const };
  const { key, ...filter } =
    view === "mine"
      ? { stateTypes: ["new", "open", "pending-reminder", "pending-auto"] as const, owner: "me", key: "myTickets" as const }
      : view === "unassigned"
        ? { ...desk, owner: "none", key: "unassigned" as const }
        : view === "waiting"
          ? { stateTypes: ["pending-reminder", "pending-auto"] as const, key: "waiting" as const }
          : view === "closed"
            ? { stateTypes: ["closed"] as const, key: "closed" as const }
            : view === "breached" || view === "dueSoon"
              ? {
                  stateTypes: NOT_ENDED,
                  due: view === "breached" ? ("breached" as const) : ("soon" as const),
                  key: view as "breached" | "dueSoon",
                }
              : desk;
  const query = new URLSearchParams({
    stateType: filter.stateTypes.join(","),
    ...("owner" in filter ? { owner: filter.owner } : {}),
    ...("due" in filter ? { due: filter.due } : {}),
    ...(queue ? { queue } : {}),
  });
  return { filter: { ...filter, queue }, query: query.toString(), key: queue ? null : key };
}

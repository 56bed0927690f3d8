"use client";

import { useCallback, useRef, useState } from "react";
import type { TicketRow } from "@/domain/tickets/queries";
import { type Change, useLive } from "@/realtime/use-live";

/** A row as the API gives it: instants are text. */
export type ListRow = Omit<
  TicketRow,
  "createdAt" | "updatedAt" | "closedAt" | "pendingUntil" | "lastMessageAt" | "unansweredSince" | "groupId" | "customerId" | "priorityId"
> & {
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  pendingUntil: string | null;
  lastMessageAt: string | null;
  unansweredSince: string | null;
};

/**
 * A list of tickets that stays true: rows that changed are fetched by number through the same filter, so one that no
 * longer belongs here simply does not come back. Newest change first.
 */
export function useTicketList(
  initial: ListRow[],
  query: string,
  since: number,
): { rows: ListRow[]; connected: boolean; lostAt: number | null } {
  const [shown, setShown] = useState({ query, rows: initial });
  const rows = shown.query === query ? shown.rows : initial;
  const latest = useRef(query);
  latest.current = query;

  const onChanges = useCallback(
    async (changes: Change[]) => {
      const numbers = [...new Set(changes.map((change) => String(change.ticket)))];
      const fresh = await fetchRows(query, numbers);
      if (!fresh || latest.current !== query) return;
      setShown((before) => ({ query, rows: merge(before.query === query ? before.rows : initial, numbers, fresh) }));
    },
    [query, initial],
  );
  const { connected, lostAt } = useLive({ lists: true }, since, onChanges);
  return { rows, connected, lostAt };
}

async function fetchRows(query: string, numbers: string[]): Promise<ListRow[] | null> {
  const parameters = new URLSearchParams(query);
  parameters.set("numbers", numbers.join(","));
  parameters.set("limit", "200");
  const response = await fetch(`/api/v1/tickets?${parameters}`).catch(() => null);
  return response?.ok ? ((await response.json()) as { data: ListRow[] }).data : null;
}

function merge(rows: ListRow[], asked: string[], fresh: ListRow[]): ListRow[] {
  const gone = new Set(asked);
  return [...fresh, ...rows.filter((row) => !gone.has(row.number))].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
}

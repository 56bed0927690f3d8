"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Due } from "@/components/due-badge";
import type { TicketRow } from "@/domain/tickets/queries";
import { type Change, useLive } from "@/realtime/use-live";

/** What a list draws of a ticket, as the API gives it: instants are text. */
export type ListRow = Pick<TicketRow, "number" | "subject" | "preview" | "state" | "stateType" | "owner" | "needsDecision" | "tags"> & {
  priority: string;
  customer: { name: string };
  updatedAt: string;
  unansweredSince: string | null;
  sla: Due;
};

/** After a long absence the list is simply read anew. */
const MOST_BY_NUMBER = 100;

type Page = { data: ListRow[]; nextCursor: string | null };
type FirstPage = { rows: ListRow[]; cursor: string | null };

/** The list that a page has just left: each ticket is a page of its own, and what was fetched so far stays beside it. */
let left: (FirstPage & { query: string; at: number }) | undefined;
const JUST_NOW = 5_000;

function goingOn(query: string, first: FirstPage): FirstPage {
  const end = first.rows.at(-1);
  if (!end || left?.query !== query || Date.now() - left.at > JUST_NOW) return first;
  const known = new Set(first.rows.map((row) => row.number));
  const further = left.rows.filter((row) => row.updatedAt <= end.updatedAt && !known.has(row.number));
  return further.length ? { rows: [...first.rows, ...further], cursor: left.cursor } : first;
}

/**
 * A list of tickets that stays true: rows that changed are fetched by number through the same filter, so one that no
 * longer belongs here simply does not come back. Newest change first; `more` brings the next page.
 */
export function useTicketList(first: FirstPage, query: string, since: number) {
  const [shown, setShown] = useState(() => ({ query, ...goingOn(query, first) }));
  const { rows, cursor } = shown.query === query ? shown : first;
  const now = useRef(shown);
  now.current = shown;
  useEffect(
    () => () => {
      left = { ...now.current, at: Date.now() };
    },
    [],
  );
  const latest = useRef(query);
  latest.current = query;

  const onChanges = useCallback(
    async (changes: Change[]) => {
      const numbers = [...new Set(changes.map((change) => change.ticket))];
      if (numbers.length > MOST_BY_NUMBER) {
        const anew = await fetchPage(query, { limit: "100" });
        if (anew && latest.current === query) setShown({ query, rows: anew.data, cursor: anew.nextCursor });
        return;
      }
      const fresh = await fetchPage(query, { numbers: numbers.join(","), limit: "200" });
      if (!fresh || latest.current !== query) return;
      setShown((before) => {
        const now = before.query === query ? before : { query, ...first };
        return { ...now, rows: merge(now.rows, numbers, fresh.data) };
      });
    },
    [query, first],
  );
  const more = async (): Promise<boolean> => {
    const next = cursor ? await fetchPage(query, { cursor, limit: "100" }) : null;
    if (!next || latest.current !== query) return false;
    const numbers = next.data.map((row) => row.number);
    setShown({ query, rows: merge(rows, numbers, next.data), cursor: next.nextCursor });
    return true;
  };
  const { connected } = useLive({ lists: true }, since, onChanges);
  return { rows, hasMore: cursor !== null, more, connected };
}

async function fetchPage(query: string, asked: Record<string, string>): Promise<Page | null> {
  const parameters = new URLSearchParams([...new URLSearchParams(query), ...Object.entries(asked), ["answers", "none"]]);
  const response = await fetch(`/api/v1/tickets?${parameters}`).catch(() => null);
  return response?.ok ? ((await response.json()) as Page) : null;
}

function merge(rows: ListRow[], asked: string[], fresh: ListRow[]): ListRow[] {
  const gone = new Set(asked);
  return [...fresh, ...rows.filter((row) => !gone.has(row.number))].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
}

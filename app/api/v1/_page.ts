import { badCursor } from "@/lib/errors";

const MAX = 200;

type Paging = { limit?: number; cursor?: string };

/** One page of a list that is short enough to be read whole; the cursor names the last row one has seen. */
export function pageOf<T>(rows: readonly T[], { limit = MAX, cursor }: Paging, nameOf: (row: T) => string = idOf) {
  const start = cursor === undefined ? 0 : rows.findIndex((row) => nameOf(row) === cursor) + 1;
  if (cursor !== undefined && start === 0) throw badCursor();
  const data = rows.slice(start, start + limit);
  return { data, nextCursor: start + limit < rows.length ? nameOf(data.at(-1)!) : null };
}

const idOf = (row: unknown): string => (row as { id: string }).id;

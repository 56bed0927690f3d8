import { Refusal } from "@/lib/errors";

const MAX = 200;

/** One page of a list that is short enough to be read whole; the cursor names the last row one has seen. */
export function pageOf<T extends { id: string }>(rows: readonly T[], { limit = MAX, cursor }: { limit?: number; cursor?: string }) {
  const start = cursor === undefined ? 0 : rows.findIndex((row) => row.id === cursor) + 1;
  if (cursor !== undefined && start === 0) {
    throw new Refusal("invalid", "badCursor", "This cursor is none of ours.", { fields: { cursor: "This cursor is none of ours." } });
  }
  const data = rows.slice(start, start + limit);
  return { data, nextCursor: start + limit < rows.length ? data.at(-1)!.id : null };
}

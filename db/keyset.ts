import { type Column, type SQL, sql } from "drizzle-orm";
import { badCursor } from "@/lib/errors";
import { isId } from "@/lib/ids";

/** Where a page of a list "newest first" ended; the next one goes on behind it. */
export const cursorOf = (at: Date, id: string): string => Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");

/** The rows behind a cursor, of a list that is sorted by `at` and then `id`, newest first. Refuses a cursor that is none. */
export function behind(cursor: string, at: Column | SQL, id: Column): SQL {
  const [text = "", lastId = ""] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()) || !isId(lastId)) throw badCursor();
  return sql`(${at}, ${id}) < (${instant.toISOString()}::timestamptz, ${lastId}::uuid)`;
}

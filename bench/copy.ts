import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";

type Value = string | number | boolean | null | Date | string[] | object;

/** COPY in text form (PostgreSQL manual, COPY): objects and lists of them as JSON, lists of text as arrays. The columns are those of the first row. */
export async function copy(sql: postgres.Sql, table: string, rows: Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  const into = await sql`copy ${sql(table)} (${sql(columns)}) from stdin`.writable();
  const lines = function* () {
    for (const row of rows) yield `${columns.map((column) => escaped((row[column] ?? null) as Value)).join("\t")}\n`;
  };
  await pipeline(Readable.from(lines()), into);
}

function escaped(value: Value): string {
  if (value === null) return "\\N";
  const text =
    value instanceof Date
      ? value.toISOString()
      : isTextArray(value)
        ? arrayOf(value)
        : typeof value === "object"
          ? JSON.stringify(value)
          : String(value);
  return text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}

/** A list of objects is a jsonb column; one of text, the empty one too, a text[]. */
const isTextArray = (value: object | string | number | boolean): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const arrayOf = (list: string[]): string =>
  `{${list.map((item) => `"${item.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join(",")}}`;

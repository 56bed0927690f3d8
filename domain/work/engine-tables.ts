import { sql as drizzleSql } from "drizzle-orm";
import type postgres from "postgres";
import type { Db, Tx } from "@/db";
import type { Sql } from "@/inngest/engine/types";

const TIMESTAMPTZ = 1184;

/** The engine's statements, said on our own connection or inside our own transaction. Drizzle hands instants on as text, both ways. */
export const engineTables = (executor: Db | Tx): Sql =>
  (async (text: TemplateStringsArray, ...values: unknown[]) => {
    const params = values.map((value) => drizzleSql.param(value instanceof Date ? value.toISOString() : value));
    const rows = (await executor.execute(drizzleSql(text, ...params))) as unknown as postgres.RowList<postgres.Row[]>;
    const instants = rows.columns.filter((column) => column.type === TIMESTAMPTZ).map((column) => column.name);
    for (const row of rows) for (const name of instants) if (row[name] !== null) row[name] = new Date(row[name]);
    return rows;
  }) as unknown as Sql;

import type postgres from "postgres";

/** So many texts are kept ready on each connection; a plan is some ten kilobytes of the database's memory. */
const MOST = 300;
/** A longer list of parameters is an `in (…)` of that day's length, which hardly comes again. */
const LONGEST = 24;

type Scope = Pick<postgres.Sql, "unsafe"> & Partial<Pick<postgres.Sql, "begin">> & Partial<Pick<postgres.TransactionSql, "savepoint">>;

/**
 * Lets the statements that come again and again be prepared, which Drizzle leaves off for whatever it was not told by
 * name: PostgreSQL parses and plans each anew, after a round trip of its own to ask for the parameters' types.
 * Statements without parameters are left alone: several in one text cannot be prepared. Changes `sql` itself, and what
 * it opens transactions with; gives it back.
 */
export function preparing<S extends Scope>(sql: S, seen = new Map<string, number>()): S {
  const { unsafe } = sql;
  sql.unsafe = ((text: string, parameters: never[] = [], options = {}) =>
    unsafe(text, parameters, { ...options, prepare: comesAgain(seen, text, parameters.length) })) as typeof unsafe;
  for (const opener of ["begin", "savepoint"] as const) {
    const open = sql[opener] as ((...given: unknown[]) => unknown) | undefined;
    if (!open) continue;
    const opening = (...given: unknown[]) =>
      open(...given.map((one) => (typeof one === "function" ? (inside: Scope) => one(preparing(inside, seen)) : one)));
    Object.assign(sql, { [opener]: opening });
  }
  return sql;
}

function comesAgain(seen: Map<string, number>, text: string, parameters: number): boolean {
  if (parameters === 0 || parameters > LONGEST) return false;
  const times = seen.get(text);
  if (times === undefined && seen.size >= MOST) return false;
  seen.set(text, (times ?? 0) + 1);
  return (times ?? 0) > 0;
}

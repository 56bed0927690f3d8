import type postgres from "postgres";

/**
 * Everything people wrote or are reached by, as far as it cannot stand somewhere by chance: subjects and lines of every
 * message and mail, addresses, links, the tokens in reply addresses.
 */
export async function whatWasSaid(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ said: string }[]>`
    select subject as said from tickets union select subject from outgoing_mail union select email from people
    union select line from messages, unnest(string_to_array(text, E'\n')) as line
    union select line from messages, unnest(regexp_split_to_array(coalesce(html, ''), '<[^>]*>')) as line
    union select address from queue_addresses
    union select box ->> 'address' from outgoing_mail, jsonb_array_elements("to" || cc) as box`;
  const hashes = await sql<{ hash: string }[]>`select raw_hash as hash from outgoing_mail union select raw_hash from incoming_mail`;
  const { readBlob } = await import("@/domain/attachments/store");
  const raw = await Promise.all(hashes.map(async ({ hash }) => (await readBlob(hash)).toString("latin1")));
  const marks = raw.flatMap((text) => text.match(/[\w.+-]+@[\w.-]+\.\w+|https?:\/\/[^\s"<>]+/g) ?? []);
  const lines = raw.flatMap((text) => text.split(/\r?\n/));
  return [...new Set([...rows.map((row) => row.said?.trim() ?? ""), ...marks, ...lines.map((line) => line.trim())])].filter(
    (said) => said.length >= 12 && !NEUTRAL.test(said),
  );
}

/** Lines of every mail that say nothing about anybody. */
const NEUTRAL = /^(Content-|MIME-Version|Auto-Submitted|Precedence|X-Auto|--|charset|boundary)/i;

/** All rows of a schema, as text. */
export async function everythingIn(sql: postgres.Sql, schema: string): Promise<string> {
  const tables = await sql<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = ${schema} order by 1`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ text: string }[]>`select row_to_json(t)::text as text from ${sql(schema)}.${sql(name)} as t limit 20000`;
    texts.push(...rows.map((row) => row.text));
  }
  return texts.join("\n");
}

import postgres from "postgres";
import { PRESENCE_LOCK } from "./queue";
import type { World } from "./types";

export type Presence = { check(): Promise<void>; end(): Promise<void> };

/** Silence for this long means that listening has stopped: every process says something every few seconds. */
const DEAF_AFTER_MS = 20_000;

/**
 * Shows others that this process lives: a session holds a lock under the owner's number, and Postgres drops it the moment
 * the session ends, however it ends. Also listens for what others send.
 */
export async function holdPresence(databaseUrl: string, world: World, onNews: () => void): Promise<Presence> {
  let ended = false;
  let heard = Date.now();
  const options = {
    max: 1,
    max_lifetime: null,
    onnotice: () => {},
    // A half-open connection to another machine would keep the lock of a dead process.
    connection: {
      application_name: "open-ticket engine presence",
      tcp_keepalives_idle: 10,
      tcp_keepalives_interval: 5,
      tcp_keepalives_count: 3,
    },
  };
  const session = postgres(databaseUrl, { ...options, onclose: () => ended || void hold().catch(() => {}) });
  let ears = await listen();
  await hold();

  async function hold(): Promise<void> {
    await session`
      select pg_try_advisory_lock(${PRESENCE_LOCK}, ${world.owner}) where not exists (
        select 1 from pg_locks where locktype = 'advisory' and classid = ${PRESENCE_LOCK}::bigint::oid and objid = ${world.owner}::bigint::oid
          and pid = pg_backend_pid())`;
  }

  async function listen(): Promise<postgres.Sql> {
    const sql = postgres(databaseUrl, options);
    await sql.listen(
      "ie",
      () => {
        heard = Date.now();
        onNews();
      },
      onNews,
    );
    return sql;
  }

  return {
    async check() {
      await hold();
      await session`select pg_notify('ie', 'here')`;
      if (Date.now() - heard < DEAF_AFTER_MS) return;
      world.log("warn", "the engine stopped hearing of new work and listens again");
      const deaf = ears;
      ears = await listen();
      heard = Date.now();
      await deaf.end({ timeout: 1 });
    },
    async end() {
      ended = true;
      await Promise.all([session.end({ timeout: 1 }), ears.end({ timeout: 1 })]);
    },
  };
}

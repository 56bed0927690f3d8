import postgres from "postgres";
import { PRESENCE_LOCK } from "./queue";
import type { World } from "./types";

export type Presence = { check(): Promise<void>; end(): Promise<void> };

/** Silence for this long means that listening has stopped: every process says something every few seconds. */
const DEAF_AFTER_MS = 15_000;
const ANSWER_MS = 4000;

/**
 * Shows others that this process lives: a session holds a lock under the owner's number, and Postgres drops it the moment
 * the session ends, however it ends. Also listens for what others send.
 */
export async function holdPresence(databaseUrl: string, world: World, onNews: () => void): Promise<Presence> {
  let ended = false;
  let heard = Date.now();
  let session = connect(() => void check().catch(() => {}));
  let ears = connect();
  await hold();
  await listen();

  async function check(): Promise<void> {
    if (ended) return;
    try {
      await answered(hold());
      await answered(session`select pg_notify('ie', 'here')`);
    } catch (error) {
      const dead = session;
      session = connect();
      void dead.end({ timeout: 0 }).catch(() => {});
      await answered(hold());
      world.log("warn", "the session that shows this process as alive was lost and is held again", error);
    }
    if (Date.now() - heard > DEAF_AFTER_MS) await listenAgain();
  }

  /** Does nothing when this very session has the lock already. */
  async function hold(): Promise<void> {
    await session`
      select pg_try_advisory_lock(${PRESENCE_LOCK}, ${world.owner}) where not exists (
        select 1 from pg_locks where locktype = 'advisory' and classid = ${PRESENCE_LOCK}::bigint::oid and objid = ${world.owner}::bigint::oid
          and pid = pg_backend_pid())`;
  }

  async function listen(): Promise<void> {
    await ears.listen("ie", () => {
      heard = Date.now();
      onNews();
    });
  }

  /** The driver listens again after a short break, but gives up when its first try fails. */
  async function listenAgain(): Promise<void> {
    world.log("warn", "the engine stopped hearing of new work and listens again");
    const deaf = ears;
    ears = connect();
    void deaf.end({ timeout: 0 }).catch(() => {});
    await answered(listen());
    heard = Date.now();
    onNews();
  }

  function connect(onclose?: () => void): postgres.Sql {
    return postgres(databaseUrl, {
      max: 1,
      max_lifetime: null,
      connect_timeout: 5,
      onnotice: () => {},
      onclose: () => ended || onclose?.(),
      // A half-open connection to another machine would keep the lock of a dead process.
      connection: {
        application_name: "open-ticket engine presence",
        tcp_keepalives_idle: 10,
        tcp_keepalives_interval: 5,
        tcp_keepalives_count: 3,
      },
    });
  }

  return {
    check,
    async end() {
      ended = true;
      await Promise.all([session.end({ timeout: 1 }), ears.end({ timeout: 1 })]);
    },
  };
}

function answered<T>(question: PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS);
    question.then(resolve, reject).then(() => clearTimeout(timer));
  });
}

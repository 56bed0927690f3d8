import postgres from "postgres";
import { PRESENCE_LOCK } from "./queue";
import type { World } from "./types";

export type Presence = { check(): Promise<void>; end(): Promise<void> };

type Session = { sql: postgres.Sql; closed: boolean };

const ANSWER_MS = 4000;
const RETRY_MS = 500;

/** Said to oneself: nothing is new. */
export const HERE = "here";
/** What was said while nobody listened is not known: everything may be new. */
const BACK = "back";

/**
 * Shows others that this process lives: a session holds a lock under the owner's number, and Postgres drops it the moment
 * the session ends, however it ends. The same session listens for what others send. One that is lost is replaced at once.
 */
export async function holdPresence(databaseUrl: string, world: World, onNews: (said: string) => void): Promise<Presence> {
  let ended = false;
  let session: Session | undefined;
  session = await begin();

  async function begin(): Promise<Session> {
    const sql = postgres(databaseUrl, {
      max: 1,
      max_lifetime: null,
      connect_timeout: 5,
      fetch_types: false,
      onnotice: () => {},
      onnotify: (_: string, said: string) => onNews(said),
      onclose: () => lost(made),
      connection: {
        application_name: "open-ticket engine presence",
        // A half-open connection to another machine would keep the lock of a dead process.
        tcp_keepalives_idle: 10,
        tcp_keepalives_interval: 5,
        tcp_keepalives_count: 3,
      },
    } as postgres.Options<Record<string, never>>);
    const made: Session = { sql, closed: false };
    try {
      await answered(sql`listen ie`);
      await answered(sql`select pg_advisory_lock(${PRESENCE_LOCK}, ${world.owner})`);
      return made;
    } catch (error) {
      made.closed = true;
      void sql.end({ timeout: 0 }).catch(() => {});
      throw error;
    }
  }

  function lost(gone: Session): void {
    if (gone.closed) return;
    gone.closed = true;
    void gone.sql.end({ timeout: 0 }).catch(() => {});
    if (gone === session && !ended) void renew();
  }

  async function renew(): Promise<void> {
    world.log("warn", "the session that shows this process as alive was lost and is held again");
    for (let known = false; !ended; ) {
      try {
        const next = await begin();
        session = next;
        if (ended) lost(next);
        else if (next.closed) continue;
        onNews(BACK);
        return;
      } catch (error) {
        if (!known) world.log("warn", "the database does not answer; the engine waits for it", error);
        known = true;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  return {
    /** A session that is silent is as good as lost. */
    async check() {
      const asked = session;
      if (!asked || asked.closed) return;
      await answered(asked.sql`select pg_notify('ie', ${HERE})`).catch(() => lost(asked));
    },
    async end() {
      ended = true;
      if (!session) return;
      session.closed = true;
      await session.sql.end({ timeout: 1 });
    },
  };
}

function answered<T>(question: PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS);
    question.then(resolve, reject).then(() => clearTimeout(timer));
  });
}

import postgres from "postgres";
import type { Pool, Tx } from "./types";

type Options = { databaseUrl: string; maxConnections?: number };
export type Connections = { readonly sql: Pool; end: () => Promise<void> };

/**
 * The engine's connections, made at the first use. After a connection broke, the next use begins with new ones: in
 * postgres.js 3.4 a connection that closed while a write was waiting may never write again, not even to reconnect.
 */
export function openConnections({ databaseUrl, maxConnections = 6 }: Options): Connections {
  let pool: Pool | undefined;
  const open = (): Pool => {
    const made: Pool = postgres(databaseUrl, {
      max: maxConnections,
      max_lifetime: null,
      connect_timeout: 10,
      onnotice: () => {},
      connection: { application_name: "open-ticket engine" },
      onclose: () => {
        if (pool !== made) return;
        pool = undefined;
        void made.end({ timeout: 5 }).catch(() => {});
      },
    });
    return made;
  };
  return {
    get sql() {
      pool ??= open();
      return pool;
    },
    async end() {
      const ending = pool;
      pool = undefined;
      await ending?.end({ timeout: 1 });
    },
  };
}

/**
 * A transaction that survives the loss of its connection. postgres.js answers a lost connection with a ROLLBACK into the
 * closed socket, and the process dies of it. So nothing more is said on it; `begin` itself rejects when it sees the close.
 */
export async function transaction<T>(sql: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await sql.begin((tx) =>
    work(tx).catch((error) => {
      if (isConnectionLoss(error)) return new Promise<never>(() => {});
      throw error;
    }),
  );
  return result as T;
}

const LOSSES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);

export const isConnectionLoss = (error: unknown): boolean => LOSSES.has(String((error as { code?: unknown }).code));

import postgres from "postgres";

/** One connection, used by one piece of work at a time, and thrown away when it breaks. */
export type Lane = {
  sql: postgres.Sql;
  /** Why nothing can be said on it any more. */
  lost?: Error;
};

/** No statement of the engine takes this long. A server that has not answered by then is gone. */
const ANSWER_MS = 60_000;

export function openLane(databaseUrl: string): Lane {
  const lane: Lane = {
    sql: postgres(databaseUrl, {
      max: 1,
      max_lifetime: null,
      connect_timeout: 10,
      onnotice: () => {},
      onclose: () => lose(lane, lostConnection("The connection to the database was closed.")),
      connection: {
        application_name: "open-ticket engine",
        // A process that was frozen in the middle of a transaction must not keep its locks for ever.
        idle_in_transaction_session_timeout: ANSWER_MS,
        statement_timeout: ANSWER_MS - 5000,
      },
    }),
  };
  return lane;
}

/** The answer to a query made on this lane, or the loss of the connection, whichever is known first. */
export function answerOn<T>(lane: Lane, query: () => PromiseLike<T>): Promise<T> {
  if (lane.lost) return Promise.reject(lane.lost);
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = lostConnection(`The database did not answer within ${ANSWER_MS / 1000} seconds.`);
      lose(lane, error);
      reject(error);
    }, ANSWER_MS);
    query().then(
      (answer) => {
        clearTimeout(timer);
        resolve(answer);
      },
      (error: Error) => {
        clearTimeout(timer);
        if (isConnectionLoss(error)) lose(lane, error);
        reject(error);
      },
    );
  });
}

export function lose(lane: Lane, error: Error): void {
  if (lane.lost) return;
  lane.lost = error;
  closeLane(lane);
}

export const closeLane = (lane: Lane): Promise<void> => lane.sql.end({ timeout: 0 }).catch(() => {});

const lostConnection = (message: string) => Object.assign(new Error(message), { code: "CONNECTION_CLOSED" });

const LOSSES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  // Postgres says so itself: shutting down, crashed, starting up.
  "57P01",
  "57P02",
  "57P03",
]);

export const isConnectionLoss = (error: unknown): boolean => LOSSES.has(String((error as { code?: unknown } | null)?.code));

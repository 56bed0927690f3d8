import postgres from "postgres";

/** One connection, used by one piece of work at a time, and thrown away when it breaks. */
export type Lane = {
  sql: postgres.Sql;
  /** True once the server has answered on it. */
  proven: boolean;
  /** Why nothing can be said on it any more. */
  lost?: Error;
};

/** No statement of the engine takes this long. A server that has not answered by then is gone. */
const ANSWER_MS = 60_000;
/** The first answer includes the connecting: the driver goes on trying behind a door that opens and closes at once. */
const FIRST_ANSWER_MS = 15_000;

const TEXT_LIST = 1009;
const BIGINT_LIST = 1016;

export function openLane(databaseUrl: string): Lane {
  const lane: Lane = {
    proven: false,
    sql: postgres(databaseUrl, {
      max: 1,
      max_lifetime: null,
      connect_timeout: 10,
      onnotice: () => {},
      // The driver asks for all array types at every new connection, and a connection that dies before the answer ends
      // the process. The two kinds of lists the engine sends are named here; it reads lists as JSON.
      fetch_types: false,
      types: { list: { to: TEXT_LIST, from: [TEXT_LIST, BIGINT_LIST], serialize: asList, parse: (text: string) => text } },
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
  const limit = lane.proven ? ANSWER_MS : FIRST_ANSWER_MS;
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = lostConnection(`The database did not answer within ${limit / 1000} seconds.`);
      lose(lane, error);
      reject(error);
    }, limit);
    query().then(
      (answer) => {
        lane.proven = true;
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

const asList = (list: (string | number)[]) => `{${list.map((item) => `"${String(item).replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;

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

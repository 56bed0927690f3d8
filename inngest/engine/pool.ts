import { answerOn, closeLane, type Lane, lose, openLane } from "./lane";
import type { Pool, Tx } from "./types";

type Options = { databaseUrl: string; maxConnections?: number };

/**
 * The engine's connections, made at the first use. What was being said on one that broke fails at once, and it is
 * replaced. The driver's own pool is not used: in postgres.js 3.4 a connection that closed while a write was waiting may
 * never write again, a query queued when its pool ended is never answered, and a transaction whose connection came back
 * goes on outside of any transaction.
 */
export function openPool({ databaseUrl, maxConnections = 6 }: Options): Pool {
  const open = new Set<Lane>();
  const idle: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];

  async function say(text: TemplateStringsArray, ...values: never[]): Promise<unknown> {
    const lane = await take();
    try {
      return await answerOn(lane, () => lane.sql(text, ...values));
    } finally {
      giveBack(lane);
    }
  }

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const lane = await take();
    try {
      const begun = answerOn(lane, () => lane.sql.unsafe("begin"));
      const [result] = await Promise.all([work(speakerOf(lane)), begun]);
      await answerOn(lane, () => lane.sql.unsafe("commit"));
      return result;
    } catch (error) {
      await answerOn(lane, () => lane.sql.unsafe("rollback")).catch((second) => lose(lane, second));
      throw error;
    } finally {
      giveBack(lane);
    }
  }

  async function atOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const lane = await take();
    try {
      const begun = answerOn(lane, () => lane.sql.unsafe("begin"));
      const said = work(speakerOf(lane));
      const [, result] = await Promise.all([begun, said, answerOn(lane, () => lane.sql.unsafe("commit"))]);
      return result;
    } catch (error) {
      await answerOn(lane, () => lane.sql.unsafe("rollback")).catch((second) => lose(lane, second));
      throw error;
    } finally {
      giveBack(lane);
    }
  }

  async function take(): Promise<Lane> {
    const lane = idle.pop();
    if (lane) return lane.lost ? replace(lane) : lane;
    if (open.size < maxConnections) return replace();
    return new Promise((taken) => waiting.push(taken));
  }

  /** Whoever waits longest is next; who comes meanwhile cannot overtake. */
  function giveBack(lane: Lane): void {
    const next = waiting.shift();
    if (next) next(lane.lost ? replace(lane) : lane);
    else if (lane.lost) open.delete(lane);
    else idle.push(lane);
  }

  function replace(old?: Lane): Lane {
    if (old) open.delete(old);
    const lane = openLane(databaseUrl);
    open.add(lane);
    return lane;
  }

  async function end(): Promise<void> {
    const ending = [...open];
    open.clear();
    idle.length = 0;
    await Promise.all(ending.map(closeLane));
  }

  return Object.assign(say, { transaction, atOnce, end }) as unknown as Pool;
}

function speakerOf(lane: Lane): Tx {
  const say = (text: TemplateStringsArray, ...values: never[]) => answerOn(lane, () => lane.sql(text, ...values));
  return Object.assign(say, { json: lane.sql.json }) as unknown as Tx;
}

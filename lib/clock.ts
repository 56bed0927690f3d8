import { AsyncLocalStorage } from "node:async_hooks";

const clock = new AsyncLocalStorage<Date>();

/** The instant at which things happen: the present, except inside `asOf`. Acts and tables take their times from here. */
export const now = (): Date => clock.getStore() ?? new Date();

/** True while something is entered that happened earlier (`asOf`). */
export const isEnteredLater = (): boolean => clock.getStore() !== undefined;

/**
 * Runs acts as they happened at an instant that lies behind us: for loading a demo desk or another system's history.
 * The history stays honest about it (domain/events/record.ts): each event says when it was really entered, none can be
 * put before what stands in its chain, and none wakes those who react to events. Refuses the future.
 */
export function asOf<T>(instant: Date, work: () => Promise<T>): Promise<T> {
  if (instant.getTime() > Date.now()) throw new Error("Nothing can be entered as of a time that has not come.");
  return clock.run(instant, work);
}

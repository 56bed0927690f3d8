import type { Failure, Json } from "./types";

const MB = 1024 * 1024;
/** What a run must not grow beyond; the same that Inngest allows. */
export const MOST_STEPS = 1000;
const MOST_STEP_BYTES = 4 * MB;
const MOST_STATE_BYTES = 32 * MB;

export const tooMany = (steps: number): Failure | undefined =>
  steps > MOST_STEPS ? failure(`A run may have ${MOST_STEPS} steps and not more.`) : undefined;

export const tooBig = (who: string, data: Json): Failure | undefined =>
  data !== undefined && JSON.stringify(data).length > MOST_STEP_BYTES
    ? failure(`What ${who} gave back is larger than ${MOST_STEP_BYTES / MB} MB.`)
    : undefined;

export const tooMuchState = (text: string): Failure | undefined =>
  text.length > MOST_STATE_BYTES
    ? failure(`The run's events and answers are together larger than ${MOST_STATE_BYTES / MB} MB.`)
    : undefined;

/** Events waiting to be dispatched; whoever sends more through the client is asked to keep them. */
export const MOST_PENDING = 50_000;
/** Calls that are due and not taken; as long as there are more, events wait undispatched. */
export const MOST_DUE = 100_000;

const failure = (message: string): Failure => ({ name: "Error", message });

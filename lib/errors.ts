/** Why an act was refused. Doors translate these once (app/_door, cli); nothing else does. */
export type RefusalCode = "not_found" | "forbidden" | "invalid" | "conflict" | "too_many";

/**
 * A rule said no. `message` is an English sentence a person can act on, `key` names the same sentence in
 * messages/*.json under `refusals`, `fields` names the faulty inputs of an `invalid` one, and `current` carries the
 * thing as it stands for a `conflict`. Anything thrown that is not a Refusal is a bug.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly key: string;
  readonly fields?: Record<string, string>;
  readonly current?: unknown;
  /** What the sentence names, for its translation. */
  readonly values?: Record<string, string>;

  constructor(
    code: RefusalCode,
    key: string,
    message: string,
    more: { fields?: Record<string, string>; current?: unknown; values?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.key = key;
    this.fields = more.fields;
    this.current = more.current;
    this.values = more.values;
  }
}

export const notFound = (what: string) => new Refusal("not_found", "notFound", `There is no such ${what}, or you may not see it.`);

export const badCursor = () => {
  const message = "This cursor is none of ours.";
  return new Refusal("invalid", "badCursor", message, { fields: { cursor: message } });
};

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === "Refusal" && "code" in error;

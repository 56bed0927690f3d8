import { type Context, createContext, runInContext } from "node:vm";

export const LONGEST_PATTERN = 200;
/** What must match is no longer than this. */
export const LONGEST_MATCHED = 500;
/** Some patterns take longer than the world stands; the clock of the sandbox ends them. */
const MILLISECONDS = 25;

let sandbox: Context | undefined;

export type Matched = "yes" | "no" | "too slow";

/** Whether the whole text matches the pattern, in bounded time. A pattern that is none is the caller's to refuse before. */
export function matchesPattern(pattern: string, text: string): Matched {
  sandbox ??= createContext(Object.create(null));
  Object.assign(sandbox, { source: `^(?:${pattern})$`, text });
  try {
    return runInContext("new RegExp(source, 'u').test(text)", sandbox, { timeout: MILLISECONDS }) ? "yes" : "no";
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "too slow";
    throw error;
  }
}

export function isPattern(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`, "u");
    // Closes a bracket that is not its own, which would leave a part of it outside `^…$`.
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

/** Tries a pattern on texts made of its own letters, repeated and then spoiled: what is catastrophic shows there. */
export function isTooSlow(pattern: string): boolean {
  const letters = [...new Set([..."a0 -_.x", ...pattern.replace(/[\\^$.*+?()[\]{}|]/g, "")])].slice(0, 24);
  const probes = letters.flatMap((letter) => ["!", "\u0001"].map((end) => letter.repeat(LONGEST_MATCHED - 1) + end));
  const pairs = letters.slice(0, 8).flatMap((one) => letters.slice(0, 8).map((two) => `${(one + two).repeat(LONGEST_MATCHED / 2 - 1)}!`));
  return [...probes, ...pairs].some((probe) => matchesPattern(pattern, probe) === "too slow");
}

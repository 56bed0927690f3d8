import { randomBytes } from "node:crypto";
import { argon2id, argon2Verify } from "hash-wasm";
import { Refusal } from "./errors";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. About 50 ms on a small machine. */
const COST = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 };

/** NIST SP 800-63B section 5.1.1: length is what counts; no rules about kinds of characters. */
const SHORTEST = 8;
const LONGEST = 256;

export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length;
  if (length < SHORTEST || length > LONGEST) {
    const message = `A password has ${SHORTEST} to ${LONGEST} characters.`;
    throw new Refusal("invalid", "passwordLength", message, { fields: { password: message } });
  }
  return argon2id({ ...COST, password: password.normalize("NFKC"), salt: randomBytes(16), outputType: "encoded" });
}

export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  // Nobody there costs as much as a wrong password: the time must not tell whether an address is known.
  const against = hash ?? (await nobody());
  const fits = await inTurn(() => argon2Verify({ password: password.normalize("NFKC").slice(0, LONGEST * 2), hash: against }));
  return fits && hash !== null;
}

/** Hashing holds the one thread: one after the other, with everybody else's work between, and no longer queue than this. */
const LONGEST_QUEUE = 40;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= LONGEST_QUEUE) throw new Refusal("too_many", "tooManySignIns", "Too many people sign in at once. Try again in a moment.");
  waiting += 1;
  const mine = last.then(() => new Promise((next) => setImmediate(next))).then(work);
  last = mine.catch(() => undefined);
  return mine.finally(() => {
    waiting -= 1;
  });
}

let nobodysHash: Promise<string> | undefined;
const nobody = (): Promise<string> => {
  nobodysHash ??= hashPassword(randomBytes(16).toString("hex"));
  return nobodysHash;
};

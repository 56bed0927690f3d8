import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Limits, type WorkerPool, workerPool } from "@/lib/worker-pool";
import { UnreadableMail } from "./parse";
import type { KnownOfUs, Reading } from "./read-bytes";

type Readers = WorkerPool<{ raw: Buffer; known: KnownOfUs }, Reading>;

/**
 * A reading of a large letter takes a second or two. Two readers, because one held up by a letter made for it must not
 * hold up the mail.
 */
export const READER_LIMITS: Limits = { size: 2, deadlineMs: 30_000, memoryMb: 512 };

/**
 * Reads a stranger's bytes in a thread of its own, so that no letter, whatever is in it, can stop the desk. One that
 * takes too long or too much memory is unreadable, and says why. Throws UnreadableMail.
 */
export async function readInThread(raw: Buffer, known: KnownOfUs): Promise<Reading> {
  try {
    return await readers().ask({ raw, known });
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "UnreadableMail") throw new UnreadableMail(message);
    if (name === "Overrun") throw new UnreadableMail(`It could not be read to its end. ${message}`);
    throw error;
  }
}

/** Ends the readers; the next letter would start new ones. */
export const closeReaders = (): Promise<void> => readers().close();

/** One set a process: Next loads this module a second time. */
const SHARED = Symbol.for("open-ticket.mail-readers");

function readers(): Readers {
  const place = globalThis as { [SHARED]?: Readers };
  place[SHARED] ??= workerPool(program, READER_LIMITS);
  return place[SHARED];
}

/** In a build it lies beside the server, and the server runs there; in a checkout it is compiled as it is loaded. */
function program(): string {
  const built = join(process.cwd(), "reader.mjs");
  return existsSync(built) ? built : join(process.cwd(), "domain/mail/reader-program.ts");
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { Refusal } from "@/lib/errors";

/** The bytes of a file as the caller names it, or of standard input for `-`. */
export async function readInput(file: string): Promise<Buffer> {
  if (file === "-") return readAll(process.stdin);
  return readFile(fromCaller(file)).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      "not_found",
      "noFile",
      error.code === "ENOENT" ? `There is no file ${file}.` : `The file ${file} cannot be read (${error.code}).`,
    );
  });
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The command runs in the checkout; npm and the shell remember where the caller stood. */
function fromCaller(file: string): string {
  const { npm_lifecycle_event: script, INIT_CWD, PWD } = process.env;
  return resolve((script === "ot" ? INIT_CWD : PWD) ?? process.cwd(), file);
}

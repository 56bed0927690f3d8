import type { MailAttachment } from "./parse";

const TINY = 2 * 1024;

/**
 * Whether a file is no news: the tiny image of a signature, or an image of the letter's layout that stood in the
 * conversation before, as each quoting answer brings it along again (docs: mail rules A13).
 */
export function isClutter(file: MailAttachment, earlier: ReadonlySet<string>): boolean {
  if (!file.contentType.startsWith("image/") || file.contentId === null) return false;
  return file.size < TINY || isSinglePixel(file.content) || earlier.has(file.sha256);
}

/** Counters of who reads: a PNG or GIF one point high and wide. */
function isSinglePixel(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 24);
  if (start.toString("latin1", 1, 4) === "PNG" && start.length >= 24) return start.readUInt32BE(16) <= 1 && start.readUInt32BE(20) <= 1;
  if (start.toString("latin1", 0, 3) === "GIF" && start.length >= 10) return start.readUInt16LE(6) <= 1 && start.readUInt16LE(8) <= 1;
  return false;
}

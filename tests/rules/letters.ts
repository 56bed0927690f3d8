import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParsedMail, parseMail } from "@/domain/mail/parse";

/** A letter of tests/mail, byte by byte. */
export const letter = (name: string): Buffer => readFileSync(join(import.meta.dirname, "../mail", `${name}.eml`));

export const read = (name: string): Promise<ParsedMail> => parseMail(letter(name));

/** A small letter of the headers that matter; From, To and Subject stand unless they are given. */
export function written(headers: Record<string, string> = {}, body = "It does not work."): Promise<ParsedMail> {
  const all = {
    From: "Omar Said <omar@acme.example>",
    To: "support@desk.example",
    Subject: "It does not work",
    "Message-ID": "<1@acme.example>",
    ...headers,
  };
  return parseMail(
    Buffer.from(
      `${Object.entries(all)
        .map(([name, value]) => `${name}: ${value}`)
        .join("\r\n")}\r\n\r\n${body}\r\n`,
    ),
  );
}

export const KEYS = [
  { version: 2, secret: Buffer.alloc(32, 2) },
  { version: 1, secret: Buffer.alloc(32, 1) },
];

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * Two events that share a key of `history` in messages/*.json must fill it alike, and a sentence may name only what its
 * event gives: a name nobody fills is an error on the ticket's page, not a gap in a line.
 */
const source = readFileSync("domain/events/describe.ts", "utf8");
const words: Record<string, Record<string, string>> = Object.fromEntries(
  ["en", "de"].map((language) => [language, JSON.parse(readFileSync(`messages/${language}.json`, "utf8")).history]),
);

/** `"ticket.typed": (e) => ({ key: "ticketTyped", values: fromTo(e) })`, with what stands before the next event. */
const ENTRY = /^ {2}"([a-z]+\.[A-Za-z]+)": ([\s\S]*?)(?=^ {2}"[a-z]+\.|^};)/gm;
const GIVEN: [RegExp, string[]][] = [
  [/fromTo\(e\)|\bnamed\(e/, ["from", "to"]],
  [/answersIn\(e\)/, ["en", "de"]],
  [/textOf\(e\)/, ["text"]],
];

const entries = [...source.matchAll(ENTRY)].map(([, event = "", body = ""]) => ({
  event,
  keys: [...(body.match(/key:([\s\S]*?)values:/)?.[1] ?? "").matchAll(/"(\w+)"/g)]
    .map(([, key = ""]) => key)
    .filter((key) => words.en?.[key]),
  given: [
    ...GIVEN.flatMap(([call, names]) => (call.test(body) ? names : [])),
    ...[...body.replace(/^[\s\S]*?values:/, "").matchAll(/(\w+): /g)].map(([, name = ""]) => name),
  ],
}));

test("every event's sentence finds each word it names, in both languages", () => {
  expect(entries.length).toBeGreaterThan(90);
  const missing = entries.flatMap(({ event, keys, given }) =>
    keys.flatMap((key) =>
      Object.entries(words).flatMap(([language, sentences]) =>
        [...(sentences[key] ?? "").matchAll(/\{(\w+)/g)]
          .map(([, name = ""]) => name)
          .filter((name) => !given.includes(name) && name !== "other" && name !== "one")
          .map((name) => `${event} (${language}, ${key}): ${name}`),
      ),
    ),
  );
  expect(missing).toEqual([]);
});

test("no two events share a sentence", () => {
  const of = new Map<string, string[]>();
  for (const { event, keys } of entries) for (const key of keys) of.set(key, [...(of.get(key) ?? []), event]);
  expect([...of].filter(([, events]) => events.length > 1)).toEqual([]);
});

import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const page = readFileSync("docs/mail.md", "utf8");

/** `acts/mail` "the name of a test", as docs/mail.md names what holds a rule. */
const NAMED = /`((?:acts|rules|doors)\/[\w-]+)`(?: "([^"]+)")?/g;

test("every test that docs/mail.md names exists", () => {
  const named = [...page.matchAll(NAMED)];
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter(([, file, name]) => {
    const path = `tests/${file}.test.ts`;
    return !existsSync(path) || (name !== undefined && !readFileSync(path, "utf8").includes(`"${name}"`));
  });
  expect(missing.map(([whole]) => whole)).toEqual([]);
});

test("each rule of incoming mail has its chapter", () => {
  for (const rule of ["A1", "A2", "A3", "A4", "A5", "A13", "A14", "A15", "A16"]) expect(page).toContain(`## ${rule} `);
});

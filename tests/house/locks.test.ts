import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LOCKS } from "@/lib/locks";

function* sources(dir: string): Generator<string> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(name)) yield path;
  }
}

test("no two advisory locks share a number", () => {
  expect(new Set(Object.values(LOCKS)).size).toBe(Object.keys(LOCKS).length);
});

test("the number of an advisory lock is written in one place", () => {
  const files = ["app", "cli", "db", "domain", "inngest", "lib", "mail", "realtime"].flatMap((dir) => [...sources(dir)]);
  const numbered = files.filter((file) => /advisory\w*_lock(_shared)?\(\s*\d/.test(readFileSync(file, "utf8")));
  const named = files.filter((file) => /\b72360\d\d\b/.test(readFileSync(file, "utf8")));
  expect({ numbered, named }).toEqual({ numbered: [], named: ["lib/locks.ts"] });
});

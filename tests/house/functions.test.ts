import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What the embedded engine cannot do shows only when a step is reached; so it is looked for in the text. */
const UNSUPPORTED = [/\bstep\.ai\b/, /\bstep\.fetch\b/, /\bstep\.realtime\b/, /\bdefer\b/, /\{[^}]*\b(?:ai|fetch)\b[^}]*\}\s*=\s*step\b/];

test("no function asks for a step that the embedded engine does not have", () => {
  const files = readdirSync("inngest").filter((name) => name.endsWith(".ts"));
  const asked = files.flatMap((name) => {
    const text = readFileSync(`inngest/${name}`, "utf8");
    return UNSUPPORTED.filter((pattern) => pattern.test(text)).map((pattern) => `inngest/${name}: ${pattern}`);
  });
  expect(asked).toEqual([]);
});

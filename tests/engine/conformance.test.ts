import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import expected1 from "./conformance/expected-1.json";
import expected2 from "./conformance/expected-2.json";
import { functionsOfSet1 } from "./conformance/functions-1";
import { functionsOfSet2 } from "./conformance/functions-2";
import type { Log } from "./conformance/log";
import { type Desk, type Scenario, set1, set2 } from "./conformance/scenarios";
import { engineWorld, sleep, type World } from "./engine-world";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

type Note = { scenario: string; key: string; what: string };
type Answers = Record<string, string[]>;

const scenarios: Record<string, Scenario> = { ...set1, ...set2 };
const expected: Answers = { ...expected1, ...expected2 };
const worlds: World[] = [];
let answers: Record<string, Record<string, Promise<string[]>>>;

beforeAll(async () => {
  const [on, off] = await Promise.all([playAll(true), playAll(false)]);
  answers = { on, off };
});
afterAll(() => Promise.all(worlds.map((world) => world.end())));

/** What a real Inngest server answered to exactly these functions. The embedded engine answers alike. */
describe.each(["on", "off"])("conformance, checkpointing %s", (checkpointing) => {
  test.concurrent.each(Object.keys(scenarios))("%s", async (name) => {
    expect(await answers[checkpointing]![name]).toEqual(expected[name]);
  });
});

/** All at once: most of a scenario is waiting. */
async function playAll(checkpoint: boolean): Promise<Record<string, Promise<string[]>>> {
  const world = await engineWorld();
  worlds.push(world);
  const notes: Note[] = [];
  const log: Log = (scenario, key, what) => void notes.push({ scenario, key, what });
  const { client } = await world.engine((c) => [...functionsOfSet1(c, log), ...functionsOfSet2(c, log)], { checkpoint });
  const k = Math.random().toString(36).slice(2, 8);
  const desk: Desk = { client, send: (name, data = {}, more = {}) => client.send({ name, data, ...more }) };
  return Object.fromEntries(
    Object.entries(scenarios).map(([name, scenario]) => [
      name,
      (async () => {
        await scenario.play(desk, k);
        await sleep(scenario.settle);
        const seen = notes.filter((note) => note.scenario === name && note.key.startsWith(k));
        return told(
          name,
          seen.map((note) => note.key.slice(k.length) + note.what),
          scenario.unordered,
        );
      })(),
    ]),
  );
}

/** The notes as the recording has them: some scenarios are about how many ran at once, not about who was first. */
function told(name: string, lines: string[], unordered = false): string[] {
  if (name === "fconc") return [`runs=${lines.length / 2} max=${mostOpen(lines)}`];
  const list = unordered ? [...lines].sort() : lines;
  if (name !== "conc") return list;
  const perAccount = ["A", "B"].map((account) => mostOpen(lines.filter((line) => line.endsWith(account))));
  return [...list, `maxPerKey=${Math.max(...perAccount)}`];
}

function mostOpen(lines: string[]): number {
  let open = 0;
  return Math.max(
    ...lines.map((line) => {
      open += line.startsWith("in") ? 1 : -1;
      return open;
    }),
  );
}

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { takeClock } from "./clock";
import expected1 from "./conformance/expected-1.json";
import expected2 from "./conformance/expected-2.json";
import { functionsOfSet1 } from "./conformance/functions-1";
import { functionsOfSet2 } from "./conformance/functions-2";
import type { Log } from "./conformance/log";
import { type Desk, type Scenario, set1, set2 } from "./conformance/scenarios";
import { engineWorld, type World } from "./engine-world";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

type Note = { scenario: string; key: string; what: string };
type Answers = Record<string, string[]>;

const scenarios: Record<string, Scenario> = { ...set1, ...set2 };
const expected: Answers = { ...expected1, ...expected2 };
const worlds: World[] = [];
let answers: Record<string, Answers>;

beforeAll(async () => {
  const [on, off] = await Promise.all([playAll(true), playAll(false)]);
  answers = { on, off };
});
afterAll(() => Promise.all(worlds.map((world) => world.end())));

/** What a real Inngest server answered to exactly these functions. The embedded engine answers alike. */
describe.each(["on", "off"])("conformance, checkpointing %s", (checkpointing) => {
  test.each(Object.keys(scenarios))("%s", (name) => {
    expect(answers[checkpointing]![name]).toEqual(expected[name]);
  });
});

/** All at once, by a clock of their own. */
async function playAll(checkpoint: boolean): Promise<Answers> {
  const world = await engineWorld();
  worlds.push(world);
  const clock = await takeClock(world.sql);
  const notes: Note[] = [];
  const log: Log = (scenario, key, what) => void notes.push({ scenario, key, what });
  const { client } = await world.engine((c) => [...functionsOfSet1(c, log, clock.now), ...functionsOfSet2(c, log, clock.now)], {
    checkpoint,
  });
  const k = Math.random().toString(36).slice(2, 8);
  const desk: Desk = { client, clock, send: (name, data = {}, more = {}) => client.send({ name, data, ...more }) };
  await clock.play(
    Object.values(scenarios).map((scenario) => async () => {
      await scenario.play(desk, k);
      await clock.wait(scenario.settle);
    }),
  );
  return Object.fromEntries(
    Object.entries(scenarios).map(([name, { unordered }]) => {
      const seen = notes.filter((note) => note.scenario === name && note.key.startsWith(k));
      return [
        name,
        told(
          name,
          seen.map((note) => note.key.slice(k.length) + note.what),
          unordered,
        ),
      ];
    }),
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

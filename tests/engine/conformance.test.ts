import type { Inngest, InngestFunction } from "inngest";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import expected1 from "./conformance/expected-1.json";
import expected2 from "./conformance/expected-2.json";
import { functionsOfSet1 } from "./conformance/functions-1";
import { functionsOfSet2 } from "./conformance/functions-2";
import type { Log } from "./conformance/log";
import { type Scenario, set1, set2 } from "./conformance/scenarios";
import { engineWorld, sleep, type World } from "./engine-world";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

type Note = { scenario: string; key: string; what: string };
type Answers = Record<string, string[]>;

/** What a real Inngest server answered to exactly these functions. The embedded engine answers alike. */
describe.each([
  { checkpoint: true, name: "set 1", scenarios: set1, functions: functionsOfSet1, expected: expected1 as Answers },
  { checkpoint: true, name: "set 2", scenarios: set2, functions: functionsOfSet2, expected: expected2 as Answers },
  { checkpoint: false, name: "set 1 without checkpointing", scenarios: set1, functions: functionsOfSet1, expected: expected1 as Answers },
  { checkpoint: false, name: "set 2 without checkpointing", scenarios: set2, functions: functionsOfSet2, expected: expected2 as Answers },
])("conformance, $name", ({ checkpoint, scenarios, functions, expected }) => {
  let world: World;
  let answers: Record<string, Promise<string[]>>;

  beforeAll(async () => {
    world = await engineWorld();
    answers = await playAll(world, scenarios, functions, checkpoint);
  });
  afterAll(() => world.end());

  test.concurrent.each(Object.keys(scenarios))("%s", async (name) => {
    expect(await answers[name]).toEqual(expected[name]);
  });
});

/** All at once: most of a scenario is waiting. */
async function playAll(
  world: World,
  scenarios: Record<string, Scenario>,
  functions: (client: Inngest, log: Log) => InngestFunction.Any[],
  checkpoint: boolean,
) {
  const notes: Note[] = [];
  const { client } = await world.engine((c) => functions(c, (scenario, key, what) => void notes.push({ scenario, key, what })), {
    checkpoint,
  });
  const k = Math.random().toString(36).slice(2, 8);
  const desk = { client, send: (name: string, data = {}, more = {}) => client.send({ name, data, ...more }) };
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

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeClock } from "./clock";
import { engineWorld, type World } from "./engine-world";
import { draw, lots, outcome, type Program, programFunctions, tries } from "./programs";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let world: World;
beforeEach(async () => {
  world = await engineWorld();
});
afterEach(() => world.end());

/** The same lots everywhere; ENGINE_SEED draws others. */
const seed = Number(process.env.ENGINE_SEED ?? 138505);

test.each([
  ["on", seed],
  ["off", seed + 1],
])("functions drawn by lot do what the model says, checkpointing %s, seed %i", async (checkpointing, lot) => {
  const clock = await takeClock(world.sql);
  const random = lots(lot);
  const programs: Program[] = Array.from({ length: 25 }, () => ({ kind: "sequence", parts: [draw(random), draw(random)] }));
  const bodies = new Map<string, number>();
  const tried = (runId: string, path: string) => {
    const before = bodies.get(`${runId}/${path}`) ?? 0;
    bodies.set(`${runId}/${path}`, before + 1);
    return before;
  };
  const { client } = await world.engine((c) => programFunctions(c, tried), { checkpoint: checkpointing === "on" });
  await client.send(programs.map((program, n) => ({ id: `program-${n}`, name: "t/program", data: { program } })));
  await clock.pass(120_000);

  const runs = await world.sql`select id, status, output, events -> 0 ->> 'id' as event from ie.run where fn_id = 'app-program'`;
  expect(runs.length).toBe(programs.length);
  for (const run of runs) {
    const program = programs[Number(run.event.slice("program-".length))]!;
    expect({ program, status: run.status, output: run.output }).toEqual({ program, status: "completed", output: outcome(program) });
    const ran = Object.fromEntries(
      [...bodies].filter(([key]) => key.startsWith(run.id)).map(([key, n]) => [key.slice(run.id.length + 1), n]),
    );
    expect({ program, tries: ran }).toEqual({ program, tries: tries(program) });
  }
  expect((await world.sql`select 1 from ie.job`).length + (await world.sql`select 1 from ie.wait`).length).toBe(0);
});

import { type GetStepTools, type Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from "inngest";

/** A function as data: what it does is drawn by lot, and what must come of it can be computed without any engine. */
export type Program =
  | { kind: "run"; value: number; fails: number }
  | { kind: "fatal" }
  | { kind: "sleep"; seconds: number }
  | { kind: "answered" }
  | { kind: "unanswered" }
  | { kind: "invoke"; x: number; fail: boolean }
  | { kind: "sequence" | "parallel"; parts: Program[] };

const RETRIES = 2;
const ALWAYS = 99;

/** What the program gives back, from nothing but its text. */
export function outcome(program: Program): unknown {
  switch (program.kind) {
    case "run":
      return program.fails > RETRIES ? "gave up" : program.value;
    case "fatal":
      return "gave up";
    case "sleep":
      return "slept";
    case "answered":
      return "answered";
    case "unanswered":
      return null;
    case "invoke":
      return program.fail ? "gave up" : program.x * 2;
    default:
      return program.parts.map(outcome);
  }
}

/** How often each body must have been tried, by the path of its step. */
export function tries(program: Program, path = "p"): Record<string, number> {
  if (program.kind === "run") return { [path]: Math.min(program.fails, RETRIES) + 1 };
  if (program.kind === "fatal") return { [path]: 1 };
  if (!("parts" in program)) return {};
  return Object.assign({}, ...program.parts.map((part, i) => tries(part, `${path}.${i}`)));
}

/**
 * A program drawn by lot; the same seed draws the same. Side by side with others no question is asked: a function looks
 * again only when the whole group is through, so the answer may come before anybody waits for it.
 */
export function draw(random: () => number, depth = 3, alone = true): Program {
  const pick = Math.floor(random() * (depth > 0 ? 11 : 7));
  const kind = pick <= 8 ? "sequence" : "parallel";
  if (pick <= 2) return { kind: "run", value: Math.floor(random() * 100), fails: [1, 2, ALWAYS][Math.floor(random() * 9)] ?? 0 };
  if (pick === 3) return { kind: "sleep", seconds: 1 + Math.floor(random() * 3) };
  if (pick === 4) return alone && random() < 0.5 ? { kind: "answered" } : { kind: "unanswered" };
  if (pick === 5) return { kind: "invoke", x: Math.floor(random() * 100), fail: random() < 0.3 };
  if (pick === 6) return { kind: "fatal" };
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => draw(random, depth - 1, alone && kind === "sequence"));
  return { kind, parts };
}

export function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

type Step = GetStepTools<Inngest>;
type Play = { step: Step; runId: string; child: InngestFunction.Any; tried: (runId: string, path: string) => number | Promise<number> };

/** The function that does what its event says. `tried` counts a try of a body and says how many there were before. */
export function programFunctions(client: Inngest, tried: Play["tried"]): InngestFunction.Any[] {
  const child = client.createFunction({ id: "child", retries: 0, triggers: { event: "t/child-never" } }, async ({ event, step }) => {
    await step.sleep("nap", "1s");
    if (event.data.fail) throw new NonRetriableError("no");
    return event.data.x * 2;
  });
  const answers = client.createFunction({ id: "answers", triggers: { event: "t/question" } }, async ({ event, step }) => {
    await step.sleep("think", "1s");
    await step.sendEvent("answer", { name: "t/answer", data: { to: event.data.from } });
  });
  const program = client.createFunction({ id: "program", retries: RETRIES, triggers: { event: "t/program" } }, ({ event, step, runId }) =>
    play({ step: step as Step, runId, child, tried }, event.data.program as Program, "p"),
  );
  return [child, answers, program];
}

async function play(on: Play, program: Program, path: string): Promise<unknown> {
  const { step, runId } = on;
  const orGaveUp = (work: Promise<unknown>) => work.catch(() => "gave up");
  switch (program.kind) {
    case "run":
      return orGaveUp(
        step.run(path, async () => {
          if ((await on.tried(runId, path)) < program.fails) throw new RetryAfterError("not yet", "1s");
          return program.value;
        }),
      );
    case "fatal":
      return orGaveUp(
        step.run(path, async () => {
          await on.tried(runId, path);
          throw new NonRetriableError("never");
        }),
      );
    case "sleep":
      return step.sleep(path, `${program.seconds}s`).then(() => "slept");
    case "answered":
      return step
        .sendEvent(`${path}:ask`, { name: "t/question", data: { from: `${runId}/${path}` } })
        .then(() => wait(step, runId, path, "1h"))
        .then((answer) => (answer ? "answered" : null));
    case "unanswered":
      return wait(step, runId, path, "2s");
    case "invoke":
      return orGaveUp(step.invoke(path, { function: on.child, data: { x: program.x, fail: program.fail } }));
    case "parallel":
      return Promise.all(program.parts.map((part, i) => play(on, part, `${path}.${i}`)));
    case "sequence": {
      const results: unknown[] = [];
      for (const [i, part] of program.parts.entries()) results.push(await play(on, part, `${path}.${i}`));
      return results;
    }
  }
}

const wait = (step: Step, runId: string, path: string, timeout: string) =>
  step.waitForEvent(path, { event: "t/answer", if: `async.data.to == '${runId}/${path}'`, timeout });

import { type Inngest, type InngestFunction, NonRetriableError, RetryAfterError, referenceFunction } from "inngest";
import { keyOf as k, type Log, said } from "./log";

/** One function, or a pair, for each scenario of set 2. Writing to the log is all they do. */
export function functionsOfSet2(client: Inngest, log: Log, now: () => number): InngestFunction.Any[] {
  const functions: InngestFunction.Any[] = [];
  const add = <T extends InngestFunction.Any>(fn: T): T => {
    functions.push(fn);
    return fn;
  };
  const CEL: Record<string, string> = {
    eqint: "event.data.n == 3",
    eqfloat: "event.data.n == 3.0",
    gt: "event.data.n > 2 && event.data.n <= 3",
    missEq: "event.data.zip == 'x'",
    missNull: "event.data.zip == null",
    missNe: "event.data.zip != 'x'",
    missDeep: "event.data.a.b.c == 'x'",
    or: "event.data.zip == 'x' || event.data.s == 'abc'",
    inlist: "event.data.s in ['abc','def']",
    size: "size(event.data.tags) == 2",
    exists: "event.data.tags.exists(t, t == 'vip')",
    has: "has(event.data.s)",
    hasNot: "!has(event.data.zip)",
    starts: "event.data.s.startsWith('ab')",
    lower: "lowercase(event.data.up) == 'abc'",
    bool: "event.data.t",
    truthy: "event.data.s && event.data.n",
    not: "!event.data.t",
    str: "string(event.data.n) == '3'",
    concat: "event.data.s + '-' + event.data.s == 'abc-abc'",
    arith: "event.data.n + 1 == 4",
    tern: "event.data.n > 1 ? true : false",
    idx: "event.data.tags[0] == 'vip'",
    name: "event.name == 'd/cel'",
    ts: "event.ts > 1000",
    missGt: "event.data.zip > 3",
    strnum: "event.data.s == 3",
    matches: "event.data.s.matches('^a.c$')",
    nullf: "event.data.nul == null",
  };
  for (const [n, ex] of Object.entries(CEL))
    add(
      client.createFunction({ retries: 1, id: `cel-${n}`, triggers: { event: "d/cel", if: ex } }, async ({ event }) => {
        log("cel", k(event), n);
      }),
    );
  add(
    client.createFunction(
      { retries: 1, id: "throttle", throttle: { limit: 1, period: "2s", key: "event.data.k" }, triggers: { event: "d/throttle" } },
      async ({ event }) => {
        log("throttle", k(event), String(Math.floor((now() - event.data.t0) / 1000)));
      },
    ),
  );
  add(
    client.createFunction(
      { retries: 1, id: "tfinish", timeouts: { finish: "3s" }, triggers: { event: "d/tfinish" } },
      async ({ event, step }) => {
        await step.run("a", () => log("tfinish", k(event), "a"));
        await step.sleep("z", "6s");
        await step.run("b", () => log("tfinish", k(event), "b"));
      },
    ),
  );
  add(
    client.createFunction({ retries: 1, id: "parfail", triggers: { event: "d/parfail" } }, async ({ event, step }) => {
      const r = await Promise.allSettled([
        step.run("ok", () => 1),
        step.run("bad", () => {
          throw new NonRetriableError("bad");
        }),
      ]);
      await step.run("o", () =>
        log("parfail", k(event), r.map((x) => (x.status === "fulfilled" ? x.value : `${x.reason.name}/${x.reason.message}`)).join(",")),
      );
      try {
        await Promise.all([
          step.run("ok2", () => 1),
          step.run("bad2", () => {
            throw new NonRetriableError("bad2");
          }),
        ]);
      } catch (e) {
        await step.run("c", () => log("parfail", k(event), `caught ${(e as Error).message}`));
      }
    }),
  );
  add(
    client.createFunction({ retries: 1, id: "early", triggers: { event: "d/early" } }, async ({ event, step }) => {
      await step.sleep("s", "2s");
      const r = await step.waitForEvent("w", { event: "d/early.reply", match: "data.k", timeout: "2s" });
      await step.run("r", () => log("early", k(event), String(r)));
    }),
  );
  add(
    client.createFunction({ retries: 1, id: "noinvoke", triggers: { event: "d/noinvoke" } }, async ({ event, step }) => {
      try {
        await step.invoke("x", { function: referenceFunction({ functionId: "does-not-exist" }), data: {} });
      } catch (e) {
        await step.run("r", () => log("noinvoke", k(event), (e as Error).message));
      }
    }),
  );
  const slow = add(
    client.createFunction({ retries: 1, id: "slow", triggers: { event: "d/slow-never" } }, async ({ step }) => {
      await step.sleep("s", "8s");
    }),
  );
  add(
    client.createFunction({ retries: 1, id: "invtimeout", triggers: { event: "d/invtimeout" } }, async ({ event, step }) => {
      try {
        await step.invoke("x", { function: slow, data: {}, timeout: "2s" });
      } catch (e) {
        await step.run("r", () => log("invtimeout", k(event), said(e, ": ")));
      }
    }),
  );
  add(
    client.createFunction(
      {
        id: "nonretry",
        retries: 4,
        onFailure: async ({ event, error }) => {
          log("nonretry", k(event.data.event), `onFailure ${error.name} ${error.message} ${Object.keys(event.data).sort()}`);
        },
        triggers: { event: "d/nonretry" },
      },
      async ({ event, attempt }) => {
        log("nonretry", k(event), `a${attempt}`);
        throw new NonRetriableError("stop");
      },
    ),
  );
  add(
    client.createFunction(
      {
        retries: 1,
        id: "cancelled",
        cancelOn: [{ event: "d/cx.stop", if: "async.data.k == event.data.k && async.data.really == true" }],
        triggers: { event: "d/cx" },
      },
      async ({ event, step }) => {
        await step.sleep("z", "7s");
        log("cx", k(event), "end");
      },
    ),
  );
  add(
    client.createFunction(
      { retries: 1, id: "oncancel", triggers: { event: "inngest/function.cancelled", if: "event.data.function_id == 'app-cancelled'" } },
      async ({ event }) => {
        log("cx", k(event.data.event), `cancelled ${Object.keys(event.data).sort()} ${event.data.error?.message ?? ""}`);
      },
    ),
  );
  add(
    client.createFunction(
      { retries: 1, id: "onfinish", triggers: { event: "inngest/function.finished", if: "event.data.function_id == 'app-ret'" } },
      async ({ event }) => {
        log("ret", k(event.data.event), `finished ${JSON.stringify(event.data.result)} ${Object.keys(event.data).sort()}`);
      },
    ),
  );
  add(
    client.createFunction({ retries: 1, id: "ret", triggers: { event: "d/ret" } }, async ({ event, step }) => {
      const v = await step.run("types", () => ({ d: new Date(0), u: undefined, n: null, big: "x".repeat(300_000), a: [1, undefined] }));
      const u = await step.run("undef", () => {});
      const n = await step.run("nul", () => null);
      await step.run("o", () => log("ret", k(event), JSON.stringify([v.d, "u" in v, v.n, v.big.length, v.a, u, n])));
      return { ok: 1 };
    }),
  );
  add(
    client.createFunction({ retries: 1, id: "prace", triggers: { event: "d/prace" } }, async ({ event, step }) => {
      const w = await Promise.race([step.sleep("a", "3s").then(() => "slow"), step.sleep("b", "1s").then(() => "quick")]);
      await step.run("w", () => log("prace", k(event), w));
    }),
  );
  add(
    client.createFunction({ retries: 1, id: "raceafter", triggers: { event: "d/raceafter" } }, async ({ event, step, group }) => {
      const w = await group.parallel({ mode: "race" }, async () =>
        Promise.race([step.sleep("a", "4s").then(() => "slow"), step.run("b", () => "quick")]),
      );
      await step.run("w", () => log("raceafter", k(event), w));
      await step.sleep("zz", "1s");
      await step.run("x", () => log("raceafter", k(event), "x"));
      await step.sleep("z2", "4s");
      await step.run("y", () => log("raceafter", k(event), "y"));
    }),
  );
  add(
    client.createFunction({ retries: 1, id: "fconc", concurrency: 2, triggers: { event: "d/fconc" } }, async ({ event, step }) => {
      await step.run("w", async () => {
        log("fconc", k(event), "in");
        await new Promise((r) => setTimeout(r, 300));
        log("fconc", k(event), "out");
      });
    }),
  );
  add(
    client.createFunction(
      { retries: 1, id: "debto", debounce: { period: "2s", timeout: "3s", key: "event.data.k" }, triggers: { event: "d/debto" } },
      async ({ event }) => {
        log("debto", k(event), "ran");
      },
    ),
  );
  add(
    client.createFunction(
      { retries: 1, id: "multi", triggers: [{ event: "d/m1" }, { event: "d/m2", if: "event.data.go == true" }] },
      async ({ event }) => {
        log("multi", k(event as { data: { k?: unknown } }), event.name);
      },
    ),
  );
  add(
    client.createFunction({ retries: 1, id: "wfe2", triggers: { event: "d/wfe2" } }, async ({ event, step }) => {
      // two waits in parallel
      const [a, b] = await Promise.all([
        step.waitForEvent("a", { event: "d/wa", match: "data.k", timeout: "10s" }),
        step.waitForEvent("b", { event: "d/wb", if: "async.data.n >= 5 && async.data.k == event.data.k", timeout: "4s" }),
      ]);
      await step.run("r", () => log("wfe2", k(event), `${a?.data.v} ${b?.data?.n ?? b}`));
    }),
  );
  add(
    client.createFunction(
      { id: "bodyretry", retries: 2, triggers: { event: "d/bodyretry" } },
      async ({ event, step, attempt, maxAttempts }) => {
        await step.run("a", () => log("bodyretry", k(event), `a`));
        await step.run("b", () => {
          log("bodyretry", k(event), `b${attempt}/${maxAttempts}`);
          throw new RetryAfterError("x", "1s");
        });
      },
    ),
  );
  add(
    client.createFunction({ retries: 1, id: "dynpar", triggers: { event: "d/dynpar" } }, async ({ event, step }) => {
      const r = await Promise.all(Array.from({ length: 12 }, (_, i) => step.run(`i${i}`, () => i)));
      await step.run("sum", () => log("dynpar", k(event), String(r.reduce((a: number, b: number) => a + b, 0))));
    }),
  );
  return functions;
}

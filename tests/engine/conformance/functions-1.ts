import { type Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from "inngest";
import { keyOf as k, type Log, said } from "./log";

/** One function, or a pair, for each scenario of set 1. Writing to the log is all they do. */
export function functionsOfSet1(client: Inngest, log: Log, now: () => number): InngestFunction.Any[] {
  const functions: InngestFunction.Any[] = [];
  const add = <T extends InngestFunction.Any>(fn: T): T => {
    functions.push(fn);
    return fn;
  };
  add(
    client.createFunction({ retries: 2, id: "basic", triggers: { event: "c/basic" } }, async ({ event, step }) => {
      const a = await step.run("a", async () => {
        await log("basic", k(event), "a");
        return { n: 1 };
      });
      const b = await step.run("b", async () => {
        await log("basic", k(event), `b${a.n}`);
        return a.n + 1;
      });
      await log("basic", k(event), `end${b}`);
      return { b };
    }),
  );
  add(
    client.createFunction(
      { retries: 2, id: "ifexpr", triggers: { event: "c/if", if: "event.data.prio == 'high' && event.data.n > 3" } },
      async ({ event }) => {
        await log("if", k(event), "ran");
      },
    ),
  );
  add(
    client.createFunction({ retries: 2, id: "sleep", triggers: { event: "c/sleep" } }, async ({ event, step }) => {
      await step.run("before", () => log("sleep", k(event), "before"));
      await step.sleep("zz", "2s");
      await step.sleepUntil("zu", new Date(now() - 1000));
      await step.run("after", () => log("sleep", k(event), "after"));
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "wfe", triggers: { event: "c/wfe" } }, async ({ event, step }) => {
      const r = await step.waitForEvent("w", {
        event: "c/reply",
        if: "event.data.k == async.data.k && async.data.ok == true",
        timeout: "20s",
      });
      await step.run("got", () => log("wfe", k(event), r ? `got:${r.name}:${r.data.v}` : "null"));
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "wfe-timeout", triggers: { event: "c/wfet" } }, async ({ event, step }) => {
      const r = await step.waitForEvent("w", { event: "c/never", match: "data.k", timeout: "2s" });
      await step.run("got", () => log("wfet", k(event), String(r)));
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "send", triggers: { event: "c/send" } }, async ({ event, step }) => {
      const r = await step.sendEvent("s", [
        { name: "c/sent", data: { k: k(event), i: 1 } },
        { name: "c/sent", data: { k: k(event), i: 2 } },
      ]);
      await step.run("ids", () => log("send", k(event), `ids${r.ids.length}`));
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "sent", triggers: { event: "c/sent" } }, async ({ event }) => {
      await log("send", k(event), `sent${event.data.i}`);
    }),
  );
  const child = add(
    client.createFunction({ retries: 2, id: "child", triggers: { event: "c/child-never" } }, async ({ event, step }) => {
      await step.sleep("nap", "1s");
      if (event.data.fail) throw new NonRetriableError("child failed");
      return { doubled: event.data.x * 2 };
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "invoke", triggers: { event: "c/invoke" } }, async ({ event, step }) => {
      const r = await step.invoke("call", { function: child, data: { x: 21 } });
      await step.run("res", () => log("invoke", k(event), `r${r.doubled}`));
      let msg = "none";
      try {
        await step.invoke("call2", { function: child, data: { fail: true } });
      } catch (e) {
        msg = said(e);
      }
      await step.run("err", () => log("invoke", k(event), msg));
    }),
  );
  add(
    client.createFunction({ id: "retry", retries: 3, triggers: { event: "c/retry" } }, async ({ event, step, attempt }) => {
      await step.run("flaky", async () => {
        await log("retry", k(event), `try${attempt}`);
        if (attempt < 2) throw new RetryAfterError("again", "1s");
        return 1;
      });
      await step.run("next", async () => {
        await log("retry", k(event), `next${attempt}`);
      });
    }),
  );
  add(
    client.createFunction({ id: "fnretry", retries: 1, triggers: { event: "c/fnretry" } }, async ({ event, step, attempt }) => {
      await step.run("once", () => log("fnretry", k(event), "once"));
      await log("fnretry", k(event), `body${attempt}`);
      if (attempt === 0) throw new RetryAfterError("body", "1s");
      return "ok";
    }),
  );
  add(
    client.createFunction(
      {
        id: "onfail",
        retries: 1,
        triggers: { event: "c/onfail" },
        onFailure: async ({ event, error, step }) => {
          await step.run("h", () => log("onfail", k(event.data.event), `failure:${error.name}:${error.message}:${event.data.function_id}`));
        },
      },
      async ({ event, step, attempt }) => {
        await step.run("bad", async () => {
          await log("onfail", k(event), `bad${attempt}`);
          throw new RetryAfterError("boom", "1s");
        });
      },
    ),
  );
  add(
    client.createFunction({ id: "caught", retries: 0, triggers: { event: "c/caught" } }, async ({ event, step }) => {
      let m = "";
      try {
        await step.run("bad", async () => {
          throw new NonRetriableError("nope");
        });
      } catch (e) {
        m = said(e);
      }
      await step.run("after", () => log("caught", k(event), m));
      return "fine";
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "parallel", triggers: { event: "c/par" } }, async ({ event, step }) => {
      const r = await Promise.all([
        step.run("p1", async () => {
          await log("par", k(event), "p");
          return 1;
        }),
        step.run("p2", async () => {
          await log("par", k(event), "p");
          return 2;
        }),
        (async () => {
          await step.sleep("ps", "1s");
          return step.run("p3", async () => {
            await log("par", k(event), "p3");
            return 3;
          });
        })(),
      ]);
      await step.run("sum", () => log("par", k(event), `sum${r.reduce((a, b) => a + b)}`));
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "loop", triggers: { event: "c/loop" } }, async ({ event, step }) => {
      for (let i = 0; i < 3; i++) await step.run("it", () => log("loop", k(event), `i${i}`));
    }),
  );
  add(
    client.createFunction(
      { retries: 2, id: "cancel", cancelOn: [{ event: "c/stop", match: "data.k" }], triggers: { event: "c/cancel" } },
      async ({ event, step }) => {
        await step.run("s", () => log("cancel", k(event), "started"));
        await step.sleep("long", "6s");
        await step.run("e", () => log("cancel", k(event), "finished"));
      },
    ),
  );
  add(
    client.createFunction(
      { retries: 2, id: "conc", concurrency: [{ key: "event.data.acct", limit: 1 }], triggers: { event: "c/conc" } },
      async ({ event, step }) => {
        await step.run("w", async () => {
          await log("conc", k(event), `in:${event.data.acct}`);
          await new Promise((r) => setTimeout(r, 400));
          await log("conc", k(event), `out:${event.data.acct}`);
        });
      },
    ),
  );
  add(
    client.createFunction(
      { retries: 2, id: "debounce", debounce: { period: "2s", key: "event.data.k" }, triggers: { event: "c/deb" } },
      async ({ event }) => {
        await log("deb", k(event), `v${event.data.v}`);
      },
    ),
  );
  add(
    client.createFunction({ retries: 2, id: "idem", idempotency: "event.data.k", triggers: { event: "c/idem" } }, async ({ event }) => {
      await log("idem", k(event), "ran");
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "dedupe", triggers: { event: "c/dedupe" } }, async ({ event }) => {
      await log("dedupe", k(event), "ran");
    }),
  );
  add(
    client.createFunction(
      { retries: 2, id: "rate", rateLimit: { limit: 2, period: "60s", key: "event.data.k" }, triggers: { event: "c/rate" } },
      async ({ event }) => {
        await log("rate", k(event), "ran");
      },
    ),
  );
  add(
    client.createFunction(
      { retries: 2, id: "batch", batchEvents: { maxSize: 3, timeout: "5s" }, triggers: { event: "c/batch" } },
      async ({ events }) => {
        await log("batch", k(events[0]), `n${events.length}:${events.map((e) => e.data.v).join("")}`);
      },
    ),
  );
  add(
    client.createFunction({ retries: 2, id: "future", triggers: { event: "c/future" } }, async ({ event }) => {
      await log("future", k(event), now() >= event.ts - 50 ? "on-time" : "early");
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "cron", triggers: { cron: "* * * * *" } }, async ({ event }) => {
      await log("cron", "-", event.name);
    }),
  );
  add(
    client.createFunction(
      { retries: 2, id: "singleton", singleton: { key: "event.data.k", mode: "skip" }, triggers: { event: "c/single" } },
      async ({ event, step }) => {
        await step.run("a", () => log("single", k(event), "ran"));
        await step.sleep("s", "2s");
      },
    ),
  );
  add(
    client.createFunction({ retries: 2, id: "race", triggers: { event: "c/race" } }, async ({ event, step, group }) => {
      const w = await group.parallel({ mode: "race" }, async () =>
        Promise.race([step.sleep("slow", "5s").then(() => "slow"), step.sleep("quick", "1s").then(() => "quick")]),
      );
      await step.run("win", () => log("race", k(event), w));
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "wild", triggers: { event: "w/*" } }, async ({ event }) => {
      await log("wild", k(event), String(event.name));
    }),
  );
  add(
    client.createFunction({ retries: 2, id: "signal", triggers: { event: "c/sig" } }, async ({ event, step }) => {
      const r = await step.waitForSignal("ws", { signal: `sig-${k(event)}`, timeout: "20s", onConflict: "replace" });
      await step.run("got", () => log("sig", k(event), r ? `v${(r.data as { v: number }).v}` : "null"));
    }),
  );
  return functions;
}

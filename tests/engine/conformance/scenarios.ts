import type { Inngest } from "inngest";
import type { Clock } from "../clock";

type Data = Record<string, unknown>;
export type Desk = {
  client: Inngest;
  clock: Clock;
  send: (name: string, data?: Data, more?: { id?: string; ts?: number }) => Promise<unknown>;
};

/** Plays one scenario, then waits for what follows from it. Unordered ones are compared as sets. */
export type Scenario = { play: (desk: Desk, k: string) => Promise<unknown>; settle: number; unordered?: boolean };

const D = { n: 3, s: "abc", up: "ABC", t: true, tags: ["vip", "x"], nul: null };

/** What is not here is the cron of set 1: it waits for the minute, and has a test of its own with a clock of its own. */
export const set1: Record<string, Scenario> = {
  basic: once("c/basic", 5000),
  if: {
    play: async ({ send }, k) => {
      await send("c/if", { k: `${k}y`, prio: "high", n: 4 });
      await send("c/if", { k: `${k}n`, prio: "high", n: 3 });
      await send("c/if", { k: `${k}m`, n: 9 });
      await send("c/if", { k: `${k}f`, prio: "high", n: 3.5 });
    },
    settle: 5000,
  },
  sleep: once("c/sleep", 8000),
  wfe: {
    play: async ({ send, clock }, k) => {
      await send("c/wfe", { k });
      await clock.wait(2500);
      await send("c/reply", { k: "other", ok: true, v: 1 });
      await send("c/reply", { k, v: 2 });
      await send("c/reply", { k, ok: true, v: 3 });
      await send("c/reply", { k, ok: true, v: 4 });
    },
    settle: 8000,
  },
  wfet: once("c/wfet", 8000),
  send: { ...once("c/send", 6000), unordered: true },
  invoke: once("c/invoke", 12000),
  retry: once("c/retry", 12000),
  fnretry: once("c/fnretry", 10000),
  onfail: once("c/onfail", 12000),
  caught: once("c/caught", 6000),
  par: once("c/par", 8000),
  loop: once("c/loop", 6000),
  cancel: {
    play: async ({ send, clock }, k) => {
      await send("c/cancel", { k });
      await send("c/cancel", { k: `${k}z` });
      await clock.wait(2500);
      await send("c/stop", { k });
    },
    settle: 9000,
  },
  conc: {
    play: async ({ send }, k) => {
      for (const acct of ["A", "A", "A", "B"]) await send("c/conc", { k, acct });
    },
    settle: 9000,
    unordered: true,
  },
  deb: {
    play: async ({ send, clock }, k) => {
      for (let v = 1; v < 4; v++) {
        await send("c/deb", { k, v });
        await clock.wait(700);
      }
    },
    settle: 8000,
  },
  idem: {
    play: async ({ send, clock }, k) => {
      await send("c/idem", { k });
      await send("c/idem", { k });
      await clock.wait(1500);
      await send("c/idem", { k });
    },
    settle: 6000,
  },
  dedupe: {
    play: async ({ send, clock }, k) => {
      await send("c/dedupe", { k }, { id: `d-${k}` });
      await send("c/dedupe", { k }, { id: `d-${k}` });
      await clock.wait(1000);
      await send("c/dedupe", { k }, { id: `d-${k}` });
    },
    settle: 6000,
  },
  rate: {
    play: async ({ send }, k) => {
      for (let i = 0; i < 4; i++) await send("c/rate", { k });
    },
    settle: 6000,
  },
  batch: {
    play: async ({ send, clock }, k) => {
      for (let v = 1; v < 5; v++) {
        await send("c/batch", { k, v });
        await clock.wait(150);
      }
    },
    settle: 11000,
  },
  future: { play: ({ send, clock }, k) => send("c/future", { k }, { ts: clock.now() + 3000 }), settle: 8000 },
  single: {
    play: async ({ send, clock }, k) => {
      await send("c/single", { k });
      await clock.wait(800);
      await send("c/single", { k });
      await clock.wait(4500);
      await send("c/single", { k });
    },
    settle: 6000,
  },
  race: once("c/race", 9000),
  wild: once("w/anything.at.all", 5000),
  sig: {
    play: async ({ client, clock, send }, k) => {
      await send("c/sig", { k });
      await clock.wait(2500);
      await client.sendSignal({ signal: `sig-${k}`, data: { v: 7 } });
    },
    settle: 6000,
  },
};

export const set2: Record<string, Scenario> = {
  cel: { play: ({ send }, k) => send("d/cel", { k, ...D }), settle: 9000, unordered: true },
  throttle: {
    play: async ({ send, clock }, k) => {
      const t0 = clock.now();
      for (let i = 0; i < 3; i++) await send("d/throttle", { k, t0 });
    },
    settle: 10000,
  },
  tfinish: once("d/tfinish", 10000),
  parfail: once("d/parfail", 9000),
  early: {
    play: async ({ send, clock }, k) => {
      await send("d/early", { k });
      await clock.wait(300);
      await send("d/early.reply", { k });
    },
    settle: 9000,
  },
  noinvoke: once("d/noinvoke", 6000),
  invtimeout: once("d/invtimeout", 9000),
  nonretry: once("d/nonretry", 6000),
  cx: {
    play: async ({ send, clock }, k) => {
      await send("d/cx", { k });
      await clock.wait(1500);
      await send("d/cx.stop", { k });
      await send("d/cx.stop", { k: "zz", really: true });
      await clock.wait(1500);
      await send("d/cx.stop", { k, really: true });
    },
    settle: 8000,
  },
  ret: once("d/ret", 7000),
  prace: once("d/prace", 8000),
  raceafter: once("d/raceafter", 12000),
  fconc: { play: ({ client }, k) => client.send(Array.from({ length: 6 }, () => ({ name: "d/fconc", data: { k } }))), settle: 9000 },
  debto: {
    play: async ({ send, clock }, k) => {
      for (let v = 0; v < 5; v++) {
        await send("d/debto", { k, v });
        await clock.wait(800);
      }
    },
    settle: 7000,
  },
  multi: {
    play: async ({ send, clock }, k) => {
      await send("d/m1", { k });
      await clock.wait(400);
      await send("d/m2", { k, go: false });
      await send("d/m2", { k, go: true });
    },
    settle: 5000,
  },
  wfe2: {
    play: async ({ send, clock }, k) => {
      await send("d/wfe2", { k });
      await clock.wait(2000);
      await send("d/wb", { k, n: 4 });
      await send("d/wb", { k: "no", n: 9 });
      await send("d/wa", { k, v: "A" });
    },
    settle: 8000,
  },
  bodyretry: once("d/bodyretry", 9000),
  dynpar: once("d/dynpar", 7000),
};

function once(name: string, settle: number): Scenario {
  return { play: ({ send }, k) => send(name, { k }), settle };
}

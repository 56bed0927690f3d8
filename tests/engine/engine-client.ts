import { Inngest } from "inngest";
import type { Engine } from "../../inngest/engine/engine";

const silent = { info() {}, warn() {}, error() {}, debug() {} };

export const clientOf = (engine: Engine): Inngest =>
  new Inngest({ id: "app", isDev: true, baseUrl: "http://embedded.local", fetch: engine.fetch, logger: silent });

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

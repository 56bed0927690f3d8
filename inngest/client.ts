import { Inngest } from "inngest";
import { DiscreetErrors } from "./discreet-errors";
import { embeddedEngine } from "./embedded";

const engine = embeddedEngine();

/**
 * The one client. With INNGEST_* set it talks to a real Inngest; without, its requests go to the embedded engine in
 * this process and nothing leaves the machine.
 */
export const inngest = new Inngest({
  id: "open-ticket",
  middleware: [DiscreetErrors],
  ...(engine ? { isDev: true, baseUrl: "http://embedded.local", fetch: engine.fetch } : {}),
});

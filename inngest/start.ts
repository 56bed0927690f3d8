import { serve } from "inngest/edge";
import { embeddedEngine } from "./embedded";
import { functions, inngest } from "./functions";

/** Starts the embedded engine on our functions; with a real Inngest there is nothing to start here. */
export async function startFunctions(): Promise<{ healthy: () => Promise<boolean>; stop: () => Promise<void> }> {
  const engine = embeddedEngine();
  if (!engine) return { healthy: async () => true, stop: async () => {} };
  await engine.start(serve({ client: inngest, functions }) as (request: Request) => Promise<Response>);
  return { healthy: async () => (await engine.health()).ok, stop: () => engine.stop() };
}

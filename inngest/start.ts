import { serve } from "inngest/edge";
import { embeddedEngine } from "./embedded";
import { functions, inngest } from "./functions";
import { keepRegistering } from "./registration";

/** Starts the embedded engine on our functions; a real Inngest is told about them and calls them at /api/inngest. */
export async function startFunctions(): Promise<{ healthy: () => Promise<boolean>; stop: () => Promise<void> }> {
  const engine = embeddedEngine();
  if (!engine) {
    const registering = keepRegistering(process.env.NEXTAUTH_URL ?? "");
    return { healthy: async () => registering.registered(), stop: async () => registering.stop() };
  }
  await engine.start(serve({ client: inngest, functions }) as (request: Request) => Promise<Response>);
  return { healthy: async () => (await engine.health()).ok, stop: () => engine.stop() };
}

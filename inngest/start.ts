import { serve } from "inngest/edge";
import { log } from "@/lib/log";
import { embeddedEngine } from "./embedded";
import { functions, inngest } from "./functions";
import { STARTED } from "./reconcile";
import { keepRegistering } from "./registration";

/** Starts the embedded engine on our functions; a real Inngest is told about them and calls them at /api/inngest. */
export async function startFunctions(): Promise<{ healthy: () => Promise<boolean>; stop: () => Promise<void> }> {
  const engine = embeddedEngine();
  if (!engine) {
    const registering = keepRegistering(process.env.NEXTAUTH_URL ?? "", sayStarted);
    return { healthy: async () => registering.registered(), stop: async () => registering.stop() };
  }
  await engine.start(serve({ client: inngest, functions }) as (request: Request) => Promise<Response>);
  await sayStarted();
  return { healthy: async () => (await engine.health()).ok, stop: () => engine.stop() };
}

/** Nothing is lost when it cannot be said: the same is done every hour. */
const sayStarted = (): Promise<void> =>
  inngest.send({ name: STARTED, data: {} }).then(
    () => undefined,
    (error) => log().warn({ err: error }, "the start could not be told to the functions"),
  );

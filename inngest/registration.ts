import { serve } from "inngest/edge";
import { log } from "@/lib/log";
import { functions, inngest } from "./functions";

const RETRY_MS = 5000;
const AGAIN_MS = 600_000;

/**
 * Tells a real Inngest which functions there are and where they are called, at every start: no button has to be pressed
 * after an update. A server that is not there yet is asked again until it is; and every ten minutes, because one that
 * was lost and set up anew knows nothing of us.
 */
export function keepRegistering(appUrl: string, onBegin: () => Promise<void>): { registered: () => boolean; stop: () => void } {
  const url = new URL("/api/inngest", appUrl);
  const handler = serve({ client: inngest, functions, serveOrigin: url.origin, servePath: url.pathname });
  let registered = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const attempt = async () => {
    const answer = await handler(new Request(url, { method: "PUT", headers: { host: url.host } }));
    const begins = answer.ok && !registered;
    registered = answer.ok;
    if (begins) {
      log().info({ functions: functions.length }, "functions registered with Inngest");
      await onBegin();
    }
    if (!answer.ok)
      log().warn({ status: answer.status, answer: await answer.text() }, "Inngest did not take the registration; it is asked again");
    if (!stopped) timer = setTimeout(() => void attempt(), answer.ok ? AGAIN_MS : RETRY_MS);
  };
  void attempt();

  return {
    registered: () => registered,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

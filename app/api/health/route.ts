import { lastHeartbeat } from "@/domain/setup/heartbeat";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const beat = await lastHeartbeat().then(
    (found) => ({ database: true, found }),
    () => ({ database: false, found: null }),
  );
  const checks = {
    database: beat.database,
    engine: beat.found?.engine ?? false,
    mail: beat.found?.mail ?? false,
    realtime: beat.found?.realtime ?? false,
  };
  const ok = Object.values(checks).every(Boolean);
  const said = Object.fromEntries(Object.entries(checks).map(([name, up]) => [name, up ? "ok" : "down"]));
  return Response.json({ status: ok ? "ok" : "down", checks: said }, { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}

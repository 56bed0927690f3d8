/** True in a process started by `demo` or `dev`: only there do mailbox, logins and one-click sign-in exist. */
export const isDemo = (): boolean => process.env.OPEN_TICKET_MODE === "demo" || process.env.OPEN_TICKET_MODE === "dev";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * What belongs to the demo answers only to a loopback name or APP_URL's own (CONTRACT: Demo desk), so that no page of
 * another site can reach it by a name that resolves here.
 */
export function isDemoHost(host: string | null): boolean {
  if (!isDemo() || !host) return false;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  const own = process.env.NEXTAUTH_URL ? new URL(process.env.NEXTAUTH_URL).hostname : "";
  return LOOPBACK.has(name) || name === own;
}

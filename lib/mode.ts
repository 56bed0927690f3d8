/** True in a process started by `demo` or `dev`: only there do mailbox, logins and one-click sign-in exist. */
export const isDemo = (): boolean => process.env.OPEN_TICKET_MODE === "demo" || process.env.OPEN_TICKET_MODE === "dev";

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);
const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

/** Set by server.ts on every request, whatever the request brought itself: "1" when it came over loopback. */
export const LOOPBACK_HEADER = "x-open-ticket-loopback";

export const isLoopback = (address: string | undefined): boolean => LOOPBACK_ADDRESS.test(address ?? "");

/**
 * What belongs to the demo answers only over loopback, and only to a loopback name or APP_URL's own (README: Two
 * commands), so that neither another machine nor a page of another site by a name that resolves here can reach it.
 */
export function isDemoRequest(headers: { get: (name: string) => string | null }): boolean {
  const host = headers.get("host");
  if (!isDemo() || !host || headers.get(LOOPBACK_HEADER) !== "1") return false;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  const own = process.env.NEXTAUTH_URL ? new URL(process.env.NEXTAUTH_URL).hostname : "";
  return LOOPBACK_NAMES.has(name) || name === own;
}

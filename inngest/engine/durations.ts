const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const PART = /(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)/g;

/** "2h45m" in milliseconds. An empty text is no time at all; anything else that is not a duration throws. */
export function parseDuration(text: string): number {
  const left = text.replace(PART, "").trim();
  if (left) throw new Error(`"${text}" is not a duration such as "30s", "5m" or "1d12h".`);
  return [...text.matchAll(PART)].reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit!]!, 0);
}

/** So many milliseconds from now, by the database's clock, or at a date. */
export type Due = { after: number } | { at: Date };

/** When something named by the SDK is due: a duration counts from now, an ISO date stands for itself. */
export function dueOf(text: string): Due {
  if (!/^[+-]?\d{4,6}-\d\d-\d\d/.test(text)) return { after: parseDuration(text) };
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Error(`"${text}" is not a date.`);
  return { at };
}

const BACKOFF_SECONDS = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];

/** How long to wait before the next try, unless the function said so itself. */
export function retryDelay(attempt: number, retryAfter: string | null, now = Date.now(), random = Math.random()): number {
  const said =
    retryAfter === null ? Number.NaN : /^\d+(\.\d+)?$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  if (!Number.isNaN(said)) return Math.min(Math.max(said, 1000), 86_400_000);
  const base = BACKOFF_SECONDS[Math.min(attempt, BACKOFF_SECONDS.length - 1)]!;
  return base * 1000 + random * 30_000;
}

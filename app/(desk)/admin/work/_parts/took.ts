import type { createFormatter } from "next-intl";

type Format = Pick<ReturnType<typeof createFormatter>, "number">;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time as machines are measured: "9 ms", "2.4 s", "3 min 5 s", "2 d 4 h". The units are the same in every language we have. */
export function took(format: Format, ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${format.number(ms / SECOND, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`;
  if (ms < HOUR) return two(ms, MINUTE, "min", SECOND, "s");
  if (ms < DAY) return two(ms, HOUR, "h", MINUTE, "min");
  return two(ms, DAY, "d", HOUR, "h");
}

function two(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)} ${bigName}${rest ? ` ${rest} ${smallName}` : ""}`;
}

"use client";

import { useFormatter } from "next-intl";
import { useClock } from "./clock";
import { useExactTime } from "./exact-time";
import { useShortWords } from "./short-words";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in the reader's words; the exact instant in his zone on hover. `compact` is for columns: "5 min", "3 d", "12 Mar". */
export function RelativeTime({ at, compact = false, className }: { at: string | Date; compact?: boolean; className?: string }) {
  const format = useFormatter();
  const t = useShortWords("age");
  const [exactly, day] = [useExactTime("full"), useExactTime("day")];
  const now = useClock();
  const date = new Date(at);
  const age = Math.max(0, now.getTime() - date.getTime());
  const short = () => {
    if (age < MINUTE) return t("now");
    if (age < HOUR) return t("minutes", { count: Math.floor(age / MINUTE) });
    if (age < DAY) return t("hours", { count: Math.floor(age / HOUR) });
    if (age < 7 * DAY) return t("days", { count: Math.floor(age / DAY) });
    return day(date);
  };
  return (
    <time dateTime={date.toISOString()} title={exactly(date)} className={className} suppressHydrationWarning>
      {compact ? short() : format.relativeTime(date, age === 0 ? date : now)}
    </time>
  );
}

"use client";

import { useShortWords } from "./short-words";

const MINUTE = 60_000;

/** A span of time in the two units that matter: "3 h 20 min", "2 d 4 h". Below an hour with seconds where asked. */
export function useSpan(): (milliseconds: number, seconds?: boolean) => string {
  const t = useShortWords("sla");
  return (milliseconds, seconds = false) => {
    const all = Math.max(0, Math.floor(milliseconds / 1000));
    const [d, h, min, s] = [Math.floor(all / 86_400), Math.floor((all % 86_400) / 3600), Math.floor((all % 3600) / 60), all % 60];
    if (d > 0) return t("daysHours", { days: d, hours: h });
    if (h > 0) return t("hoursMinutes", { hours: h, minutes: min });
    if (seconds) return t("minutesSeconds", { minutes: min, seconds: String(s).padStart(2, "0") });
    return milliseconds < MINUTE ? t("underMinute") : t("minutes", { minutes: min });
  };
}

import { useLocale, useTimeZone } from "next-intl";

const KINDS = {
  full: { dateStyle: "full", timeStyle: "short" },
  due: { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "numeric" },
  day: { day: "numeric", month: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const made = new Map<string, Intl.DateTimeFormat>();

/** An instant in the reader's words and zone. For what stands in every row: a format is made once and found by its name. */
export function useExactTime(kind: keyof typeof KINDS): (date: Date) => string {
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  const key = `${kind} ${locale} ${timeZone}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...KINDS[kind], timeZone });
    made.set(key, format);
  }
  const found = format;
  return (date) => found.format(date);
}

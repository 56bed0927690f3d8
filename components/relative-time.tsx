import { useFormatter, useNow } from "next-intl";

/** How long ago, in the reader's words; the exact instant in his zone on hover. */
export function RelativeTime({ at, className }: { at: string | Date; className?: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={format.dateTime(date, { dateStyle: "full", timeStyle: "short" })} className={className} suppressHydrationWarning>
      {format.relativeTime(date, now.getTime() < date.getTime() ? date : now)}
    </time>
  );
}

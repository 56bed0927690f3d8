import { RelativeTime } from "./relative-time";

/** What happened between messages, in one quiet line. */
export function EventLine({ at, text }: { at: string; text: string }) {
  return (
    <p className="flex items-baseline gap-2 px-1 text-[12px] text-faint">
      <span className="size-1 shrink-0 self-center rounded-full bg-line-strong" aria-hidden />
      <span className="min-w-0">{text}</span>
      <RelativeTime at={at} className="ml-auto shrink-0" />
    </p>
  );
}

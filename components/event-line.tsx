import clsx from "clsx";
import type { ReactNode } from "react";
import { RelativeTime } from "./relative-time";

/** What happened between messages, in one quiet line that hangs under the faces of the messages. */
export function EventLine({ at, text, icon, className }: { at: string; text: ReactNode; icon?: ReactNode; className?: string }) {
  return (
    <p className={clsx("flex items-center gap-2.5 py-0.5 pr-4 pl-[1.0625rem] text-xs text-faint", className)}>
      <span className="inline-flex w-6 shrink-0 justify-center [&_svg]:size-3.5" aria-hidden>
        {icon ?? <span className="size-1.5 rounded-full bg-line-strong" />}
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
      <span className="-mx-1" aria-hidden>
        ·
      </span>
      <RelativeTime at={at} className="shrink-0" />
    </p>
  );
}

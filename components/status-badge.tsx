import clsx from "clsx";
import { Ban, CircleCheck, CircleDashed, CircleDot, CirclePause, Hourglass, Merge } from "lucide-react";
import { useNames } from "./names";

export const STATE_LOOKS = {
  new: { icon: CircleDashed, tone: "text-accent" },
  open: { icon: CircleDot, tone: "text-good" },
  "pending-reminder": { icon: CirclePause, tone: "text-warn" },
  "pending-auto": { icon: Hourglass, tone: "text-warn" },
  closed: { icon: CircleCheck, tone: "text-faint" },
  merged: { icon: Merge, tone: "text-faint" },
  removed: { icon: Ban, tone: "text-faint" },
} as const;

export type StateLook = keyof typeof STATE_LOOKS;

/** A state by shape, word and colour: never by colour alone. */
export function StatusBadge({
  type,
  name,
  iconOnly = false,
  className,
}: {
  type: StateLook;
  name: string;
  iconOnly?: boolean;
  className?: string;
}) {
  const { icon: Icon, tone } = STATE_LOOKS[type];
  const word = useNames()(name);
  return (
    <span
      className={clsx("inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap", className ?? "text-sm")}
      title={iconOnly ? word : undefined}
    >
      <Icon className={clsx("size-3.5 shrink-0", tone)} strokeWidth={2.25} aria-hidden />
      <span className={iconOnly ? "sr-only" : "truncate"}>{word}</span>
    </span>
  );
}

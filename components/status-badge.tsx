import clsx from "clsx";
import { Ban, Circle, CircleCheck, CircleDot, Clock, Merge } from "lucide-react";

const LOOKS = {
  new: { icon: Circle, tone: "text-accent" },
  open: { icon: CircleDot, tone: "text-good" },
  "pending-reminder": { icon: Clock, tone: "text-warn" },
  "pending-auto": { icon: Clock, tone: "text-warn" },
  closed: { icon: CircleCheck, tone: "text-muted" },
  merged: { icon: Merge, tone: "text-muted" },
  removed: { icon: Ban, tone: "text-muted" },
} as const;

/** A state by shape, word and colour: never by colour alone. */
export function StatusBadge({ type, name, iconOnly = false }: { type: keyof typeof LOOKS; name: string; iconOnly?: boolean }) {
  const { icon: Icon, tone } = LOOKS[type];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-[13px]" title={name}>
      <Icon className={clsx("size-3.5 shrink-0", tone)} strokeWidth={2.25} aria-hidden />
      <span className={iconOnly ? "sr-only" : undefined}>{name}</span>
    </span>
  );
}

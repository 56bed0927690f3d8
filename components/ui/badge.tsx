import clsx from "clsx";
import type { ReactNode } from "react";

const TONES = {
  plain: "bg-hover text-muted",
  accent: "bg-accent-soft text-accent",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  outline: "text-muted shadow-[inset_0_0_0_1px_var(--line-strong)]",
};

export type Tone = keyof typeof TONES;

/** A word or a number about something. */
export function Badge({
  tone = "plain",
  icon,
  children,
  className,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
        TONES[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** How many, never more than three digits. */
export const Count = ({ value, className }: { value: number; className?: string }) => (
  <span className={clsx("text-xs tabular-nums", className)}>{value > 999 ? "999+" : value}</span>
);

import clsx from "clsx";
import { useNames } from "./names";
import { Sign } from "./signs";

const TONES = {
  new: "text-accent",
  open: "text-good",
  "pending-reminder": "text-warn",
  "pending-auto": "text-warn",
  closed: "text-faint",
  merged: "text-faint",
  removed: "text-faint",
} as const;

export type StateLook = keyof typeof TONES;

/** The drawing of a state in its colour, for where its name stands beside it. */
export const StateSign = ({ type, className }: { type: StateLook; className?: string }) => (
  <Sign name={type} className={clsx("shrink-0", TONES[type], className)} />
);

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
  const word = useNames()(name);
  return (
    <span
      className={clsx("inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap", className ?? "text-sm")}
      title={iconOnly ? word : undefined}
    >
      <StateSign type={type} className="size-3.5" />
      <span className={iconOnly ? "sr-only" : "truncate"}>{word}</span>
    </span>
  );
}

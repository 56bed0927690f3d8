import {
  AlarmClock,
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  ClockAlert,
  Hourglass,
  type LucideIcon,
  Merge,
  Timer,
} from "lucide-react";

/** The drawings that stand in every row of a list. */
const SIGNS = {
  new: CircleDashed,
  open: CircleDot,
  "pending-reminder": CirclePause,
  "pending-auto": Hourglass,
  closed: CircleCheck,
  merged: Merge,
  removed: Ban,
  due: Timer,
  soon: AlarmClock,
  late: ClockAlert,
  paused: CirclePause,
} satisfies Record<string, LucideIcon>;

export type SignName = keyof typeof SIGNS;

/** Each drawn once a page, in the frame of all pages; a row then only names the one it wants. */
export function Signs() {
  return (
    <svg className="hidden" aria-hidden>
      {Object.entries(SIGNS).map(([name, Drawing]) => (
        <symbol key={name} id={`sign-${name}`} viewBox="0 0 24 24">
          <Drawing strokeWidth={2.25} />
        </symbol>
      ))}
    </svg>
  );
}

/** One of them, in the colour of the text around it. */
export const Sign = ({ name, className }: { name: SignName; className?: string }) => (
  <svg className={className} aria-hidden>
    <use href={`#sign-${name}`} />
  </svg>
);

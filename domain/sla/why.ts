import { holidayOn, openStretches, type Schedule } from "./calendar";
import type { Clock, Reason, Segment } from "./clock";
import { wallDay } from "./zone";

/** One stretch of a clock's life, as a person reads it. */
export type Why = { from: Date; to: Date; counted: boolean; reason: string };

const MOST = 500;

/** Pure: the intervals of a clock with the reason of each. Very long lives are told by their newest part. */
export function whyOf({ segments }: Pick<Clock, "segments">): Why[] {
  return segments
    .flatMap((segment) => (segment.runs && segment.schedule ? hours(segment, segment.schedule) : [rest(segment)]))
    .slice(-MOST);
}

function hours({ from, to }: Segment, schedule: Schedule): Why[] {
  const told: Why[] = [];
  let at = from;
  for (const [opens, closes] of openStretches(schedule, from, to)) {
    if (opens > at) told.push(closed(schedule, at, opens));
    told.push({ from: new Date(opens), to: new Date(closes), counted: true, reason: "business hours" });
    at = closes;
  }
  if (at < to) told.push(closed(schedule, at, to));
  return told;
}

function closed(schedule: Schedule, from: number, to: number): Why {
  const { calendar } = schedule.findLast((version) => version.from <= from) ?? schedule[0]!;
  const holiday =
    holidayOn(calendar, wallDay(calendar.rules.timeZone, from)) ?? holidayOn(calendar, wallDay(calendar.rules.timeZone, to - 1));
  const reason = holiday?.name ? `outside business hours (${holiday.name})` : "outside business hours";
  return { from: new Date(from), to: new Date(to), counted: false, reason };
}

const rest = ({ from, to, reason }: Segment): Why => ({ from: new Date(from), to: new Date(to), counted: false, reason: wordsOf(reason) });

function wordsOf(reason: Reason): string {
  if (reason.kind === "waiting") return reason.state;
  return { runs: "business hours", noPolicy: "no policy", closed: "closed", spokenTo: "spoken to" }[reason.kind];
}

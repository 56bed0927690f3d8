import { Refusal } from "@/lib/errors";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { always, type CalendarRules, compileCalendar, dueAfter, openBetween } from "./calendar";
import { checkCalendar } from "./check-calendar";

/** Tries business hours out without keeping them: when so much open time is over, or how much lies between two instants. */
export function previewCalendar(
  actor: Actor,
  { calendar, start, ...rest }: { calendar: CalendarRules; start: Date } & ({ seconds: number } | { end: Date }),
): { due: Date } | { seconds: number } {
  authorizeDesk(actor, "sla.read");
  const schedule = always(compileCalendar(checkCalendar(calendar)));
  if ("end" in rest) {
    if (rest.end < start) refuse("end", "The end lies before the start.");
    return { seconds: Math.floor(openBetween(schedule, start.getTime(), rest.end.getTime()) / 1000) };
  }
  const due = dueAfter(schedule, start.getTime(), rest.seconds * 1000);
  if (due === null) refuse("seconds", "With these hours that never comes.");
  return { due: new Date(due) };
}

function refuse(field: string, message: string): never {
  throw new Refusal("invalid", "badRule", message, { fields: { [field]: message } });
}

import { and, asc, desc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Tx } from "@/db";
import { calendars, calendarVersions, slaPolicies, slaPolicyVersions } from "@/db/schema";
import { now } from "@/lib/clock";
import { Refusal } from "@/lib/errors";
import { type Calendar, type CalendarRules, compileCalendar } from "../sla/calendar";
import { DEFAULT_WAIT, readWait, type Wait, waitUntil } from "./wait-until";

/** A date by which to do something: as an instant, or in words (wait-until.ts). */
export type When = Date | string;

const YEARS_MS = 5 * 366 * 86_400_000;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"] as const;
/** Where no calendar was made: Monday to Friday. */
const ORDINARY: CalendarRules = {
  timeZone: "UTC",
  week: Object.fromEntries(WEEKDAYS.map((day) => [day, [["08:00", "18:00"]]])),
  holidays: [],
};

/**
 * The instant that is meant, by the hours of a queue. Refuses `invalid`, naming the field: words that say no date, one
 * that has passed, and one further away than five years.
 */
export async function instantIn(tx: Tx, queueId: string, when: When, field = "pendingUntil"): Promise<Date> {
  const at = typeof when === "string" ? await worded(tx, queueId, when, field) : when;
  if (at.getTime() <= now().getTime()) refuse(field, "datePassed", "This date has passed already.");
  if (at.getTime() > now().getTime() + YEARS_MS) refuse(field, "dateTooFar", "A date may be five years away at the most.");
  return at;
}

/** Until when a ticket waits for which nobody named a date: three business days, in the morning. */
export async function defaultWaitIn(tx: Tx, queueId: string): Promise<Date> {
  return (await calculated(tx, queueId, DEFAULT_WAIT)) ?? new Date(now().getTime() + DEFAULT_WAIT.days * 86_400_000);
}

async function worded(tx: Tx, queueId: string, text: string, field: string): Promise<Date> {
  const wait = readWait(text);
  if (!wait) return refuse(field, "dateUnknown", 'Say a date, "next business day 09:00" or "in 3 business days".');
  return (await calculated(tx, queueId, wait)) ?? refuse(field, "dateTooFar", "The desk does not open so often.");
}

async function calculated(tx: Tx, queueId: string, wait: Wait): Promise<Date | null> {
  const at = waitUntil(await calendarOfQueue(tx, queueId), now().getTime(), wait);
  return at === null ? null : new Date(at);
}

/** The hours that the queue's promises are counted by; else those of the oldest calendar. */
export async function calendarOfQueue(tx: Tx, queueId: string): Promise<Calendar> {
  const [promised] = await tx
    .select({ calendarId: slaPolicyVersions.calendarId })
    .from(slaPolicies)
    .innerJoin(
      slaPolicyVersions,
      and(
        eq(slaPolicyVersions.policyId, slaPolicies.id),
        sql`${slaPolicyVersions.number} = (select max(v.number) from ${slaPolicyVersions} v where v.policy_id = ${slaPolicies.id})`,
      ),
    )
    .where(
      and(
        isNull(slaPolicies.retiredAt),
        sql`(${slaPolicyVersions.rules} -> 'queueIds' = 'null'::jsonb or ${slaPolicyVersions.rules} -> 'queueIds' ? ${queueId}::text)`,
      ),
    )
    .orderBy(asc(slaPolicies.position), asc(slaPolicies.createdAt))
    .limit(1);
  const [version] = await tx
    .select({ rules: calendarVersions.rules })
    .from(calendarVersions)
    .innerJoin(calendars, eq(calendars.id, calendarVersions.calendarId))
    .where(
      and(
        promised ? eq(calendars.id, promised.calendarId) : isNull(calendars.retiredAt),
        or(isNull(calendarVersions.validFrom), lte(calendarVersions.validFrom, now())),
      ),
    )
    .orderBy(asc(calendars.createdAt), asc(calendars.id), desc(calendarVersions.number))
    .limit(1);
  return compileCalendar((version?.rules as CalendarRules | undefined) ?? ORDINARY);
}

function refuse(field: string, key: string, message: string): never {
  throw new Refusal("invalid", key, message, { fields: { [field]: message } });
}

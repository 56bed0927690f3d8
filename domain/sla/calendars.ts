import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { type Db, db, type Tx } from "@/db";
import { calendars, calendarVersions, slaPolicies, slaPolicyVersions } from "@/db/schema";
import { notFound, Refusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import type { CalendarRules } from "./calendar";
import { checkCalendar } from "./check-calendar";
import { lockRules, nameOf, raiseRulesVersion, refuseField } from "./configure";

export type CalendarView = { id: string; name: string; validFrom: Date | null } & CalendarRules;
export type NewCalendar = { name: string } & CalendarRules;

/** Makes business hours. Refuses a taken name and hours that cannot be (check-calendar). */
export async function createCalendar(actor: Actor, wanted: NewCalendar): Promise<CalendarView> {
  return db.transaction((tx) => createCalendarIn(tx, actor, wanted));
}

export async function createCalendarIn(tx: Tx, actor: Actor, { name: wantedName, ...wanted }: NewCalendar): Promise<CalendarView> {
  authorizeDesk(actor, "sla.configure");
  await lockRules(tx);
  const name = nameOf(wantedName);
  const rules = checkCalendar(wanted);
  await requireFreeName(tx, name);
  const [calendar] = await tx.insert(calendars).values({ name }).returning();
  await tx.insert(calendarVersions).values({ calendarId: calendar!.id, number: 1, validFrom: null, rules });
  await raiseRulesVersion(tx);
  await record(tx, actor, {
    type: "calendar.created",
    subject: `calendar:${calendar!.id}`,
    data: { id: calendar!.id, name, before: null, after: rules },
  });
  return { id: calendar!.id, name, validFrom: null, ...rules };
}

/**
 * Changes business hours from an instant on, by default now; what was counted before stays as it was counted. Clocks
 * that run are counted anew by the function that waits for the event.
 */
export async function changeCalendar(
  actor: Actor,
  id: string,
  { name: wantedName, validFrom, ...wanted }: Partial<NewCalendar> & { validFrom?: Date },
): Promise<CalendarView> {
  return db.transaction(async (tx) => {
    authorizeDesk(actor, "sla.configure");
    await lockRules(tx);
    const before = await getCalendarOrThrow(tx, id);
    const name = wantedName === undefined ? before.name : nameOf(wantedName);
    const { timeZone, week, holidays } = before;
    const rules = checkCalendar({ timeZone, week, holidays, ...wanted });
    const from = validFrom ?? new Date();
    if (before.validFrom && from <= before.validFrom)
      refuseField("validFrom", "A newer version of this calendar holds from then on already.");
    if (validFrom && validFrom.getTime() < Date.now() - 60_000)
      refuseField("validFrom", "A calendar changes from now on or later; what was counted stands.");
    if (name !== before.name) {
      await requireFreeName(tx, name);
      await tx.update(calendars).set({ name }).where(eq(calendars.id, before.id));
    }
    await tx.insert(calendarVersions).values({ calendarId: before.id, number: before.number + 1, validFrom: from, rules });
    await raiseRulesVersion(tx);
    await record(tx, actor, {
      type: "calendar.changed",
      subject: `calendar:${before.id}`,
      data: {
        id: before.id,
        name,
        before: { name: before.name, timeZone, week, holidays },
        after: { name, ...rules, validFrom: from.toISOString() },
      },
    });
    return { id: before.id, name, validFrom: from, ...rules };
  });
}

/** Takes a calendar out of use. Refuses one that a policy counts with. */
export async function retireCalendar(actor: Actor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    authorizeDesk(actor, "sla.configure");
    await lockRules(tx);
    const { number: _, validFrom: __, ...calendar } = await getCalendarOrThrow(tx, id);
    const [user] = await tx
      .select({ name: slaPolicies.name })
      .from(slaPolicyVersions)
      .innerJoin(slaPolicies, and(eq(slaPolicies.id, slaPolicyVersions.policyId), isNull(slaPolicies.retiredAt)))
      .where(eq(slaPolicyVersions.calendarId, calendar.id))
      .limit(1);
    if (user) throw new Refusal("conflict", "calendarInUse", `The policy "${user.name}" counts with this calendar.`);
    await tx.update(calendars).set({ retiredAt: new Date() }).where(eq(calendars.id, calendar.id));
    await raiseRulesVersion(tx);
    await record(tx, actor, {
      type: "calendar.retired",
      subject: `calendar:${calendar.id}`,
      data: { id: calendar.id, name: calendar.name, before: calendar, after: null },
    });
  });
}

const MOST = 200;

/** The calendars in use, by name, each as its newest version says. */
export async function listCalendars(actor: Actor): Promise<CalendarView[]> {
  authorizeDesk(actor, "sla.read");
  const rows = await db
    .selectDistinctOn([calendars.name], { calendar: calendars, version: calendarVersions })
    .from(calendars)
    .innerJoin(calendarVersions, eq(calendarVersions.calendarId, calendars.id))
    .where(isNull(calendars.retiredAt))
    .orderBy(asc(calendars.name), desc(calendarVersions.number))
    .limit(MOST);
  return rows.map(({ calendar, version }) => ({
    id: calendar.id,
    name: calendar.name,
    validFrom: version.validFrom,
    ...(version.rules as CalendarRules),
  }));
}

export async function getCalendar(actor: Actor, id: string): Promise<CalendarView> {
  authorizeDesk(actor, "sla.read");
  const { number: _, ...calendar } = await getCalendarOrThrow(db, id);
  return calendar;
}

/** By id or name, as its newest version says. */
export async function getCalendarOrThrow(from: Db | Tx, nameOrId: string): Promise<CalendarView & { number: number }> {
  const [row] = await from
    .select({ calendar: calendars, version: calendarVersions })
    .from(calendars)
    .innerJoin(calendarVersions, eq(calendarVersions.calendarId, calendars.id))
    .where(and(isNull(calendars.retiredAt), isId(nameOrId) ? eq(calendars.id, nameOrId) : eq(calendars.name, nameOrId)))
    .orderBy(desc(calendarVersions.number))
    .limit(1);
  if (!row) throw notFound("calendar");
  const { id, name } = row.calendar;
  return { id, name, number: row.version.number, validFrom: row.version.validFrom, ...(row.version.rules as CalendarRules) };
}

async function requireFreeName(tx: Tx, name: string): Promise<void> {
  const [taken] = await tx
    .select()
    .from(calendars)
    .where(and(eq(calendars.name, name), isNull(calendars.retiredAt)));
  if (taken) throw new Refusal("conflict", "nameTaken", `There already is a calendar called "${name}".`);
}

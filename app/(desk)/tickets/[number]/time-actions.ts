"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { booking } from "@/app/_door/booking";
import { bookTime } from "@/domain/tickets/book-time";
import { correctTime, removeTime } from "@/domain/tickets/correct-time";
import { listActivities } from "@/domain/tickets/time-activities";
import { listTime } from "@/domain/tickets/time-entries";

export const activities = action(z.strictObject({}), async (actor) => (await listActivities(actor)).map(({ id, name }) => ({ id, name })));

export const entries = action(z.strictObject({ number: z.string() }), async (actor, { number }) =>
  (await listTime(actor, number, { limit: 100 })).data.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
);

export const book = action(booking.extend({ ticketId: z.uuid() }), (actor, { ticketId, ...wanted }) => bookTime(actor, ticketId, wanted));

export const correct = action(booking.extend({ entryId: z.uuid() }), async (actor, { entryId, ...wanted }) => {
  await correctTime(actor, entryId, wanted);
  return null;
});

export const takeBack = action(z.strictObject({ entryId: z.uuid() }), async (actor, { entryId }) => {
  await removeTime(actor, entryId);
  return null;
});

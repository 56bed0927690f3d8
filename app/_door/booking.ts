import { z } from "zod";

/** Time as the desk's forms send it. */
export const booking = z.strictObject({
  minutes: z.number(),
  activity: z.string().nullable().optional(),
  billable: z.boolean().optional(),
  note: z.string().max(10_000).optional(),
});

import { z } from "zod";

/** A date as doors take it: an instant in ISO 8601, else the words it was said in, which the act reads. */
export const when = z
  .string()
  .max(100)
  .transform((text) => (z.iso.datetime({ offset: true }).safeParse(text).success ? new Date(text) : text));

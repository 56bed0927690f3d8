import type { z } from "zod";

/** What is wrong with an input, by the name of the field: `customer.email`, `attachments.0.filename`. */
export function faultyFields(error: z.ZodError, whole: string): Record<string, string> {
  return Object.fromEntries(
    error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [[...path, key].join("."), "Unknown field."]);
      return [[path.join(".") || whole, issue.message]];
    }),
  );
}

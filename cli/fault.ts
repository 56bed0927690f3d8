/** Any error as the one line an operator reads. A failed query hides what the database said in its cause. */
export function sayFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return sayFault(error.cause);
  const code = "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED" || code === "ENOTFOUND") return `The database cannot be reached (${code}); check DATABASE_URL.`;
  return (error.message || code || error.name).split("\n")[0]!;
}

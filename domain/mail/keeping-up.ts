import { and, eq, lt, sql } from "drizzle-orm";
import { db } from "@/db";
import { incomingMail } from "@/db/schema";

/** Whether accepted letters are read: none waits longer than five minutes, though a function looks every minute. For the health page. */
export async function isIntakeKeepingUp(): Promise<boolean> {
  const [stuck] = await db
    .select({ id: incomingMail.id })
    .from(incomingMail)
    .where(and(eq(incomingMail.status, "stored"), lt(incomingMail.receivedAt, sql`now() - interval '5 minutes'`)))
    .limit(1);
  return stuck === undefined;
}

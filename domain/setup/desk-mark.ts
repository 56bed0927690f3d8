import { db } from "@/db";
import { people } from "@/db/schema";
import { getSetting, putSetting } from "../settings";

/** One line for the person at the terminal; server.ts prints it and ends. */
export class StartFault extends Error {
  override name = "StartFault";
}

/**
 * A demo desk stays a demo desk: its passwords are printed on the sign-in page. `start` refuses one, `demo` refuses
 * any other that is in use (CONTRACT: Commands).
 */
export async function deskMark(mode: string): Promise<void> {
  const mark = await getSetting("desk");
  if (mode === "start" && mark === "demo")
    throw new StartFault("This database is a demo desk; npm start refuses it. Set DATABASE_URL or DATA_DIR to another.");
  if ((mode === "demo" || mode === "dev") && (mark === "real" || (mark === "empty" && (await isPeopled())))) {
    throw new StartFault("This database is a real desk; npm run demo refuses it. Set DATABASE_URL or DATA_DIR to another.");
  }
  if (mark === "empty" && (mode === "demo" || mode === "dev" || mode === "start"))
    await putSetting(db, "desk", mode === "start" ? "real" : "demo");
}

/** The command line may have made people before any server ran. */
const isPeopled = async (): Promise<boolean> => (await db.select({ id: people.id }).from(people).limit(1)).length > 0;

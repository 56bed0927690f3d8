import { system } from "../access/actor";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "./demo-people";
import { createSetupLink } from "./set-up";

type Place = { mode: string; appUrl: string; smtpHost: string; smtpPort: number };

/** What the person at the terminal reads when everything stands: addresses, a demo's logins, an empty desk's set-up link. */
export async function greeting(place: Place): Promise<string> {
  const lines = ["", `  Open Ticket is ready at ${place.appUrl}`];
  if (place.smtpPort !== 0) lines.push(`  Mail is received at smtp://${place.smtpHost}:${place.smtpPort}`);
  if (place.mode === "demo" || place.mode === "dev") {
    lines.push(`  Outgoing mail is kept at ${place.appUrl}/mailbox`, "", `  Sign in with the password ${DEMO_PASSWORD} as`);
    for (const person of DEMO_PEOPLE)
      lines.push(`    ${person.email.padEnd(22)} ${"role" in person ? person.role : `customer, ${person.organization}`}`);
  } else {
    const token = await createSetupLink(system("setup"));
    if (token) lines.push(`  Set up this empty desk within 15 minutes at ${place.appUrl}/setup/${token}`);
  }
  return [...lines, ""].join("\n");
}

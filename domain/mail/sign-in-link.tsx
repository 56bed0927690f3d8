import { eq } from "drizzle-orm";
import { render } from "react-email";
import { db } from "@/db";
import { outgoingMail, people } from "@/db/schema";
import { mailWords } from "@/emails/_parts/words";
import { SignInLinkMail } from "@/emails/sign-in-link";
import { newId } from "@/lib/ids";
import type { Actor } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { makeLinkIn } from "../people/one-time-links";
import { compose, queueMail } from "./send";
import { deskSender } from "./sender";

const MINUTES = 15;

/**
 * The mail with a link that signs in, written down once for each time somebody asked. Null for who has left meanwhile.
 * The link leads to a page with a button: mail scanners follow links, and one of them would use it up.
 */
export async function prepareSignInLink(actor: Actor, eventId: string, personId: string): Promise<string | null> {
  authorizeDesk(actor, "mail.process");
  const key = `sign-in:${eventId}`;
  const [known] = await db.select({ id: outgoingMail.id }).from(outgoingMail).where(eq(outgoingMail.key, key));
  if (known) return known.id;
  const [person] = await db.select().from(people).where(eq(people.id, personId));
  if (!person?.active) return null;

  const sender = await deskSender();
  const token = await makeLinkIn(db, "signIn", MINUTES, person.id);
  const subject = mailWords(person.locale)("signIn.subject");
  const mail = SignInLinkMail({ locale: person.locale, url: `${process.env.NEXTAUTH_URL ?? ""}/sign-in/link/${token}`, minutes: MINUTES });
  const from = { name: sender.name, address: sender.address };
  const to = [{ name: person.name, address: person.email }];
  const messageId = `<sign-in.${newId()}@${sender.domain}>`;
  const raw = await compose({
    ...{ messageId, from, to, subject, references: [] },
    html: await render(mail),
    text: await render(mail, { plainText: true }),
    // RFC 3834 section 5: a program wrote this, and nobody's absence shall answer it (docs/mail.md, A3).
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  });
  return queueMail({ key, kind: "sign-in", raw, to, from, subject, messageId });
}

import type { SigningKey } from "./keys";
import { readMarkers, readMessageId, type Signed } from "./message-id";
import { dataOf, type MailData, parseMail } from "./parse";
import { visibleHtml, visibleText } from "./quote";
import { type Screening, screenMail } from "./screen";
import { type Judged, type Trusted, verdictOf } from "./verdict";

/** What has to be known of us to read a letter to us. `envelopeFrom` as in screen.ts. */
export type KnownOfUs = {
  addresses: readonly string[];
  domains: readonly string[];
  keys: readonly SigningKey[];
  trusted: Trusted;
  envelopeFrom: string | null;
};

/** All that the bytes of a letter say. Plain data: it comes from another thread. */
export type Reading = {
  mail: MailData;
  /** What its writer wrote himself, without quotes and signature. */
  visible: string;
  screening: Screening;
  judged: Judged;
  /** Of the signed marks in its text, those that are true. */
  marks: Signed[];
};

/** Everything that is worked out of a stranger's bytes alone. Pure, and as slow as those bytes can make it: reader.ts. */
export async function readBytes(raw: Buffer, { addresses, domains, keys, trusted, envelopeFrom }: KnownOfUs): Promise<Reading> {
  const mail = await parseMail(raw);
  const own = { addresses, domains, isOwnMessageId: (id: string) => readMessageId(id, keys) !== null };
  return {
    mail: dataOf(mail),
    visible: mail.html ? visibleHtml(mail.html).visibleText : visibleText(mail.text).visible,
    screening: screenMail(mail, { own, envelopeFrom }),
    judged: verdictOf(mail, trusted),
    marks: readMarkers(`${mail.text}\n${mail.html ?? ""}`, keys),
  };
}

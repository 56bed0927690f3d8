import type { ParsedMail } from "./parse";

/** Languages our own mails are written in. */
export type Spoken = "en" | "de";

/** Small words that stand in nearly every sentence of the one language and hardly in the other. */
const WORDS: Record<Spoken, RegExp> = {
  de: /(?<!\p{L})(?:und|ich|nicht|das|ist|der|die|ein|eine|wir|sie|mit|für|auf|bitte|danke|hallo|guten|sehr|geehrte|kann|habe|wie|mein|unser|noch|seit|grüße|grüßen)(?!\p{L})/giu,
  en: /(?<!\p{L})(?:and|the|is|not|i|you|we|it|with|for|on|please|thanks|hello|dear|can|have|my|our|this|that|when|does|regards|would|since)(?!\p{L})/giu,
};

/**
 * The language a letter is written in, or null: as its program says (Content-Language, RFC 3282; Accept-Language, which
 * Outlook writes), else by its commonest words. Null where neither says anything clearly, or it is none of ours.
 */
export function languageOf(mail: Pick<ParsedMail, "header" | "subject">, text: string): Spoken | null {
  const named = [...mail.header("content-language"), ...mail.header("accept-language")]
    .flatMap((value) => value.toLowerCase().split(","))
    .map((tag) => tag.trim().slice(0, 2))
    .find((tag): tag is Spoken => tag === "de" || tag === "en");
  if (named) return named;
  const words = `${mail.subject} ${text}`.slice(0, 5000);
  const [de, en] = [words.match(WORDS.de)?.length ?? 0, words.match(WORDS.en)?.length ?? 0];
  if (de >= 2 && de > 2 * en) return "de";
  return en >= 2 && en > 2 * de ? "en" : null;
}

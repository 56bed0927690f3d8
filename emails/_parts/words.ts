import { createTranslator } from "next-intl";
import de from "@/messages/emails.de.json";
import en from "@/messages/emails.en.json";

export type MailLocale = "en" | "de";

/** The words of mails in the reader's language; English for a language we do not speak. */
export const mailWords = (locale: string | null) =>
  createTranslator({ locale: localeOf(locale), messages: localeOf(locale) === "de" ? de : en });

export const localeOf = (locale: string | null): MailLocale => (locale?.toLowerCase().startsWith("de") ? "de" : "en");

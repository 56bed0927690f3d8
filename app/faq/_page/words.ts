import { createTranslator } from "next-intl";
import { LOCALES, type Locale } from "@/components/locales";
import de from "@/messages/de.json";
import en from "@/messages/en.json";

/** The words around articles, in the language of the page. */
export const faqWords = (locale: Locale) => createTranslator({ locale, messages: locale === "de" ? de : en, namespace: "faq" });
export type FaqWords = ReturnType<typeof faqWords>;

/** The language a reader asks for: in the address, else as he chose it once, else his browser's, else English. */
export function localeOf(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("lang");
  const chosen = /(?:^|;\s*)locale=(\w+)/.exec(request.headers.get("cookie") ?? "")?.[1];
  const preferred = (request.headers.get("accept-language") ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return [asked, chosen, ...preferred].map((text) => LOCALES.find((locale) => locale === text)).find(Boolean) ?? "en";
}

import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALES, type Locale } from "@/components/locales";

/** The reader's language: chosen (cookie), else the browser's, else English. The zone comes from the browser. */
export default getRequestConfig(async () => {
  const [jar, head] = [await cookies(), await headers()];
  const locale = known(jar.get("locale")?.value) ?? preferred(head.get("accept-language") ?? "") ?? "en";
  const timeZone = validZone(jar.get("tz")?.value) ?? "UTC";
  return { locale, timeZone, now: new Date(), messages: (await import(`../../messages/${locale}.json`)).default };
});

const known = (text: string | undefined): Locale | undefined => LOCALES.find((locale) => locale === text);

const preferred = (header: string): Locale | undefined =>
  header
    .split(",")
    .map((part) => known(part.trim().slice(0, 2).toLowerCase()))
    .find(Boolean);

function validZone(zone: string | undefined): string | undefined {
  try {
    return zone && Intl.DateTimeFormat("en", { timeZone: decodeURIComponent(zone) }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

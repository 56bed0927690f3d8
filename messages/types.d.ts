import type { LOCALES } from "@/components/locales";
import type en from "./en.json";

/** The compiler asks for every word that is drawn: a key that is not in the English list does not compile. */
declare module "next-intl" {
  interface AppConfig {
    Messages: typeof en;
    Locale: (typeof LOCALES)[number];
  }
}

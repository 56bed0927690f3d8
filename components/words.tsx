"use client";

import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import de from "@/messages/de.json";
import en from "@/messages/en.json";
import type { Locale } from "./locales";

/** They come with the program, which a browser keeps, and not again with every page. */
const WORDS = { de, en } satisfies Record<Locale, object>;

/** The words of the reader's language, for the parts that the browser draws. */
export function Words({ locale, timeZone, now, children }: { locale: Locale; timeZone: string; now: Date; children: ReactNode }) {
  return (
    <NextIntlClientProvider locale={locale} messages={WORDS[locale]} timeZone={timeZone} now={now}>
      {children}
    </NextIntlClientProvider>
  );
}

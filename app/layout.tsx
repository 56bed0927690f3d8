import "./globals.css";
import type { Metadata, Viewport } from "next";
import { getLocale, getNow, getTimeZone, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { KeptLook } from "@/components/kept-look";
import type { Locale } from "@/components/locales";
import { ReaderZone } from "@/components/reader-zone";
import { Signs } from "@/components/signs";
import { BEFORE_PAINT } from "@/components/theme";
import { Providers } from "@/components/ui/providers";
import { Words } from "@/components/words";
import { PRODUCT } from "@/lib/product";

export const metadata: Metadata = { title: { default: PRODUCT.name, template: `%s · ${PRODUCT.name}` } };
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f5f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0e0e12" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [t, locale] = [await getTranslations("common"), (await getLocale()) as Locale];
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours that must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: BEFORE_PAINT }} />
      </head>
      <body>
        <a
          href="#main"
          className="sr-only rounded-md bg-raised font-medium shadow-float focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-3 focus:py-2"
        >
          {t("skipToContent")}
        </a>
        <Words locale={locale} timeZone={await getTimeZone()} now={await getNow()}>
          <Providers>{children}</Providers>
          <Signs />
          <KeptLook />
          <ReaderZone />
        </Words>
      </body>
    </html>
  );
}

import type { ReactNode } from "react";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/components/locales";
import { PRODUCT } from "@/lib/product";
import { STYLE } from "./style";
import type { FaqWords } from "./words";

/** The theme chosen on the desk holds here too. The only script of these pages; they are whole without it. */
export const SCRIPT = `try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}`;

export type Audience = "public" | "customers" | "internal";

export type FrameProps = {
  t: FaqWords;
  locale: Locale;
  audience: Audience;
  origin: string;
  title: string;
  description?: string;
  /** The page's one address, without the origin. */
  path: string;
  /** The same page in each language there is. */
  languages: Partial<Record<Locale, string>>;
  mayIndex: boolean;
  q?: string;
  /** The start page draws its own large search. */
  withSearch?: boolean;
  children: ReactNode;
};

export function Frame(page: FrameProps) {
  const { t, locale, origin, title, languages, mayIndex } = page;
  const others = LOCALES.flatMap((language) => (languages[language] ? [{ language, path: languages[language] }] : []));
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {page.description && <meta name="description" content={page.description} />}
        {mayIndex ? <link rel="canonical" href={origin + page.path} /> : <meta name="robots" content="noindex" />}
        {mayIndex && others.map(({ language, path }) => <link key={language} rel="alternate" hrefLang={language} href={origin + path} />)}
        <meta property="og:title" content={title} />
        <meta property="og:type" content="article" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours, named in the policy by their hash */}
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours, named in the policy by their hash */}
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </head>
      <body>
        <a className="skip" href="#main">
          {t("skip")}
        </a>
        <header className="top">
          <div className="wrap">
            <a className="brand" href={`/faq?lang=${locale}`}>
              <i aria-hidden>O</i>
              {t("title")}
            </a>
            {page.withSearch && <SearchForm t={t} locale={locale} q={page.q} small />}
            <nav aria-label={t("navigation")}>
              {others.length > 1 &&
                others.map(({ language, path }) =>
                  language === locale ? (
                    <span key={language} className="here" aria-current="true">
                      {LOCALE_NAMES[language]}
                    </span>
                  ) : (
                    <a key={language} href={path} hrefLang={language} lang={language}>
                      {LOCALE_NAMES[language]}
                    </a>
                  ),
                )}
              <Door t={t} audience={page.audience} />
            </nav>
          </div>
        </header>
        <main id="main" className="wrap">
          {page.children}
        </main>
        <footer>
          <div className="wrap">
            <span>{PRODUCT.name}</span>
            <a href={PRODUCT.sourceUrl}>{t("source")}</a>
          </div>
        </footer>
      </body>
    </html>
  );
}

export function SearchForm({ t, locale, q, small = false }: { t: FaqWords; locale: Locale; q?: string; small?: boolean }) {
  return (
    <search className={small ? "small" : undefined}>
      <form className="ask" action="/faq" method="get">
        <input type="hidden" name="lang" value={locale} />
        <input type="search" name="q" defaultValue={q} aria-label={t("searchLabel")} placeholder={t("searchPlaceholder")} maxLength={200} />
        <button type="submit">{t("search")}</button>
      </form>
    </search>
  );
}

const Door = ({ t, audience }: { t: FaqWords; audience: Audience }) =>
  audience === "public" ? (
    <a className="in" href="/sign-in">
      {t("signIn")}
    </a>
  ) : (
    <a className="in" href="/">
      {audience === "internal" ? t("toDesk") : t("toPortal")}
    </a>
  );

import { LOCALE_NAMES, type Locale } from "@/components/locales";
import { type Category, nameIn } from "@/domain/faq/categories";
import type { Heading } from "@/domain/faq/outline";
import type { Listed, PublishedArticle } from "@/domain/faq/read";
import type { Findings } from "@/domain/faq/search";
import type { Marked } from "@/lib/search-query";
import { Frame, type FrameProps, SearchForm } from "./frame";
import type { FaqWords } from "./words";

type Common = Pick<FrameProps, "t" | "locale" | "audience" | "origin">;

const ON_START = 8;
const LONG = 3;

/** The languages of a page that exists in all of them. */
const everywhere = (rest: string) => ({ en: `/faq?lang=en${rest}`, de: `/faq?lang=de${rest}` });

export function StartPage({ categories, articles, ...page }: Common & { categories: Category[]; articles: Listed[] }) {
  const { t, locale } = page;
  const filed = categories.filter((category) => !category.parentId && holds(categories, articles, category).length > 0);
  const loose = articles.filter((article) => !article.categoryId);
  return (
    <Frame {...page} title={t("title")} description={t("description")} path={`/faq?lang=${locale}`} languages={everywhere("")} mayIndex>
      <div className="hero">
        <h1>{t("welcome")}</h1>
        <SearchForm t={t} locale={locale} />
      </div>
      {articles.length === 0 && <p>{t("empty")}</p>}
      <div className="grid">
        {filed.map((category) => (
          <Card key={category.id} page={page} category={category} articles={holds(categories, articles, category)} />
        ))}
        {loose.length > 0 && (
          <section className="card">
            <h2>{t("others")}</h2>
            <Titles page={page} articles={loose} />
          </section>
        )}
      </div>
    </Frame>
  );
}

function Card({ page, category, articles }: { page: Common; category: Category; articles: Listed[] }) {
  const href = categoryPath(category, page.locale);
  return (
    <section className="card" aria-labelledby={`c-${category.slug}`}>
      <h2 id={`c-${category.slug}`}>
        <a href={href}>{nameIn(category.names, page.locale)}</a>
      </h2>
      <Titles page={page} articles={articles.slice(0, ON_START)} />
      {articles.length > ON_START && (
        <a className="all" href={href}>
          {page.t("showAll", { count: articles.length })}
        </a>
      )}
    </section>
  );
}

export function CategoryPage({
  category,
  categories,
  articles,
  ...page
}: Common & { category: Category; categories: Category[]; articles: Listed[] }) {
  const { t, locale } = page;
  const name = nameIn(category.names, locale);
  const below = categories.filter((child) => child.parentId === category.id);
  const own = articles.filter((article) => article.categoryId === category.id);
  return (
    <Frame
      {...page}
      withSearch
      title={`${name} · ${t("title")}`}
      path={categoryPath(category, locale)}
      languages={everywhere(`&category=${category.slug}`)}
      mayIndex={articles.some((article) => article.visibility === "public")}
    >
      <Crumbs page={page} categories={categories} of={category.parentId} />
      <h1>{name}</h1>
      <div className="grid">
        {own.length > 0 && (
          <section className="card" aria-label={name}>
            <Titles page={page} articles={own} />
          </section>
        )}
        {below.map((child) => (
          <Card key={child.id} page={page} category={child} articles={holds(categories, articles, child)} />
        ))}
      </div>
    </Frame>
  );
}

type ArticleProps = Common & {
  article: PublishedArticle;
  html: string;
  headings: Heading[];
  categories: Category[];
  beside: Listed[];
  excerpt: string;
};

export function ArticlePage({ article, html, headings, categories, beside, excerpt, ...page }: ArticleProps) {
  const { t, locale } = page;
  const path = `/faq/${article.slug}`;
  const languages = Object.fromEntries([[article.locale, path], ...article.others.map((other) => [other.locale, `/faq/${other.slug}`])]);
  const isLong = headings.length >= LONG;
  return (
    <Frame
      {...page}
      withSearch
      title={`${article.title} · ${t("title")}`}
      description={excerpt}
      path={path}
      languages={languages}
      mayIndex={article.visibility === "public"}
    >
      <Crumbs page={page} categories={categories} of={article.categoryId} />
      <article lang={article.locale} className={isLong ? "long" : undefined}>
        <h1>
          {article.title} <Seen t={t} visibility={article.visibility} />
        </h1>
        <p className="when">
          {t("updated")} <time dateTime={article.publishedAt.toISOString()}>{dateIn(locale, article.publishedAt)}</time>
        </p>
        {isLong && <Contents t={t} headings={headings} />}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned by lib/html when it was stored */}
        <div className="text" dangerouslySetInnerHTML={{ __html: html }} />
        {beside.length > 0 && (
          <aside className="more" aria-labelledby="more">
            <h2 id="more">{t("related")}</h2>
            <Titles page={page} articles={beside} />
          </aside>
        )}
      </article>
    </Frame>
  );
}

const Contents = ({ t, headings }: { t: FaqWords; headings: Heading[] }) => (
  <details className="toc" open>
    <summary>{t("contents")}</summary>
    <ul>
      {headings.map((heading) => (
        <li key={heading.id} className={`l${heading.level}`}>
          <a href={`#${heading.id}`}>{heading.text}</a>
        </li>
      ))}
    </ul>
  </details>
);

export function SearchPage({ q, findings, ...page }: Common & { q: string; findings: Findings }) {
  const { t, locale } = page;
  const path = `&q=${encodeURIComponent(q)}`;
  return (
    <Frame
      {...page}
      title={`${t("resultsFor", { q })} · ${t("title")}`}
      path={`/faq?lang=${locale}${path}`}
      languages={everywhere(path)}
      mayIndex={false}
    >
      <div className="hero">
        <h1>{t("results")}</h1>
        <SearchForm t={t} locale={locale} q={q} />
      </div>
      {findings.hits.length === 0 ? (
        <div className="nothing">
          <p>{t("nothing", { q })}</p>
          <a className="button" href={`/portal/new?subject=${encodeURIComponent(q)}`}>
            {t("askUs")}
          </a>
        </div>
      ) : (
        <>
          <p role="status" className={findings.nearly ? "note" : undefined}>
            {findings.nearly ? t("nearly", { q }) : t("found", { count: findings.hits.length })}
          </p>
          <ol className="hits">
            {findings.hits.map((hit) => (
              <li key={hit.id}>
                <h2 lang={hit.locale}>
                  <a href={`/faq/${hit.slug}`}>
                    <Pieces of={hit.title} />
                  </a>
                  <Foreign page={page} locale={hit.locale} />
                </h2>
                <p lang={hit.locale}>
                  <Pieces of={hit.excerpt} />
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
    </Frame>
  );
}

export function MissingPage(page: Common) {
  const { t, locale } = page;
  return (
    <Frame {...page} title={t("missing")} path="/faq" languages={{}} mayIndex={false}>
      <div className="hero">
        <h1>{t("missing")}</h1>
        <p>{t("missingText")}</p>
        <SearchForm t={t} locale={locale} />
      </div>
    </Frame>
  );
}

function Crumbs({ page, categories, of }: { page: Common; categories: Category[]; of: string | null }) {
  return (
    <nav className="crumbs" aria-label={page.t("youAreHere")}>
      <ol>
        <li>
          <a href={`/faq?lang=${page.locale}`}>{page.t("title")}</a>
        </li>
        {lineage(categories, of).map((category) => (
          <li key={category.id}>
            <a href={categoryPath(category, page.locale)}>{nameIn(category.names, page.locale)}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Titles({ page, articles }: { page: Common; articles: Listed[] }) {
  return (
    <ul>
      {articles.map((article) => (
        <li key={article.id}>
          <a href={`/faq/${article.slug}`} lang={article.locale === page.locale ? undefined : article.locale}>
            {article.title}
          </a>
          <Foreign page={page} locale={article.locale} />
          <Seen t={page.t} visibility={article.visibility} />
        </li>
      ))}
    </ul>
  );
}

/** An article that is not there in the reader's language says which it is in. */
const Foreign = ({ page, locale }: { page: Common; locale: Locale }) =>
  locale === page.locale ? null : <span className="tag">{page.t("onlyIn", { language: LOCALE_NAMES[locale] })}</span>;

const Seen = ({ t, visibility }: { t: FaqWords; visibility: Listed["visibility"] }) =>
  visibility === "public" ? null : <span className="tag inside">{visibility === "internal" ? t("internal") : t("customersOnly")}</span>;

const Pieces = ({ of }: { of: Marked }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never moved
  of.map((piece, i) => (piece.found ? <mark key={i}>{piece.text}</mark> : piece.text));

const categoryPath = (category: Category, locale: Locale) => `/faq?lang=${locale}&category=${category.slug}`;

/** The articles of a category and of all below it. */
export function holds(categories: Category[], articles: Listed[], category: Category): Listed[] {
  return articles.filter((article) => lineage(categories, article.categoryId).some((above) => above.id === category.id));
}

/** From the root down to a category. */
function lineage(categories: Category[], id: string | null): Category[] {
  const category = categories.find((one) => one.id === id);
  return category ? [...lineage(categories, category.parentId), category] : [];
}

const dateIn = (locale: Locale, at: Date) =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long", timeZone: "UTC" }).format(at);

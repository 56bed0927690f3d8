import { Globe, Lock, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { LOCALE_NAMES, type Locale } from "@/components/locales";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { nameIn } from "@/domain/faq/categories";
import type { ArticleLine, TranslationLine } from "@/domain/faq/queries";

const ICONS = { public: Globe, customers: Users, internal: Lock };

/** One article of the list: its title in the reader's language, and how each language stands. */
export function ArticleRow({ article, locale }: { article: ArticleLine; locale: Locale }) {
  const t = useTranslations("knowledge");
  const shown = article.translations.find((one) => one.locale === locale) ?? article.translations[0];
  const Seen = ICONS[article.visibility];
  return (
    <li className="relative flex flex-col gap-1 px-4 py-3 hover:bg-hover sm:flex-row sm:items-center sm:gap-4">
      <div className="min-w-0 flex-1">
        <Link href={`/knowledge/${article.id}`} className="font-medium after:absolute after:inset-0">
          {shown?.title}
        </Link>
        <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
          <span className="inline-flex items-center gap-1">
            <Seen className="size-3" aria-hidden /> {t(article.visibility)}
          </span>
          {article.category && <span>{nameIn(article.category.names, locale)}</span>}
          <RelativeTime at={article.updatedAt} />
        </p>
      </div>
      <span className="flex flex-wrap gap-1">
        {article.state === "archived" && <Badge tone="outline">{t("archived")}</Badge>}
        {article.translations.map((translation) => (
          <LanguageBadge key={translation.locale} translation={translation} />
        ))}
      </span>
    </li>
  );
}

function LanguageBadge({ translation }: { translation: TranslationLine }) {
  const t = useTranslations("knowledge");
  const { locale, state, working, outdated } = translation;
  const word = state === "draft" ? t("draft") : outdated ? t("outdated") : working ? t("working") : t("published");
  const tone = state === "draft" ? "plain" : outdated || working ? "warn" : "good";
  return (
    <Badge tone={tone}>
      {LOCALE_NAMES[locale]} · {word}
    </Badge>
  );
}

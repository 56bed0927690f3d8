import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";

type Option = { value: string; label: string };
type Search = Partial<Record<"q" | "state" | "visibility" | "category", string>>;

/** A plain form: it works before anything is hydrated, and the address holds what was looked for. */
export function ArticleFilters({ search, categories }: { search: Search; categories: Option[] }) {
  const t = useTranslations("knowledge");
  const states = (["draft", "published", "archived"] as const).map((value) => ({ value, label: t(value) }));
  const visibilities = (["public", "customers", "internal"] as const).map((value) => ({ value, label: t(value) }));
  return (
    <form method="get" action="/knowledge" className="flex flex-wrap gap-2">
      <span className="min-w-48 flex-1">
        <input
          type="search"
          name="q"
          defaultValue={search.q}
          aria-label={t("search")}
          placeholder={t("search")}
          className={`${controlClass} h-9 px-3`}
        />
      </span>
      <Chooser name="state" label={t("state")} any={t("anyState")} value={search.state} options={states} />
      <Chooser name="visibility" label={t("visibility")} any={t("anyVisibility")} value={search.visibility} options={visibilities} />
      <Chooser name="category" label={t("category")} any={t("anyCategory")} value={search.category} options={categories} />
      <Button type="submit" className="h-9">
        {t("filter")}
      </Button>
    </form>
  );
}

function Chooser({ name, label, any, value, options }: { name: string; label: string; any: string; value?: string; options: Option[] }) {
  return (
    <span className="w-full sm:w-40">
      <select name={name} aria-label={label} defaultValue={value ?? ""} className={`${controlClass} h-9 px-2`}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}

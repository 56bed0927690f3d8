import { useTranslations } from "next-intl";

/** A delivered name (state, priority) in the reader's language. A name the desk gave itself stays as it is. */
export function useNames(): (name: string) => string {
  const t = useTranslations("names");
  return (name) => {
    const key = name.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
    return /^\w+$/.test(key) && t.has(key as "new") ? t(key as "new") : name;
  };
}

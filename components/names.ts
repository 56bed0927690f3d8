import { useTranslations } from "next-intl";

/** A delivered name (state, priority) in the reader's language. A name the desk gave itself stays as it is. */
export const useNames = (): ((name: string) => string) => namesIn(useTranslations("names"));

/** The same where there are no hooks: `namesIn(await getTranslations("names"))`. */
export function namesIn(t: ReturnType<typeof useTranslations<"names">>): (name: string) => string {
  return (name) => {
    const key = name.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
    return /^\w+$/.test(key) && t.has(key as "new") ? t(key as "new") : name;
  };
}

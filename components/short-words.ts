import { type Messages, useTranslations } from "next-intl";

/**
 * Words with values put in as they are, for what stands in every row of a list: "{count} min". A message with plurals
 * or formats is no such word; those go through `useTranslations`, which takes the twentyfold of the time.
 */
export function useShortWords<N extends "age" | "sla">(
  namespace: N,
): (key: keyof Messages[N] & string, values?: Record<string, string | number>) => string {
  const t = useTranslations(namespace) as unknown as { raw: (key: string) => string };
  return (key, values = {}) => t.raw(key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Result } from "@/app/_door/action";
import type { Locale } from "@/components/locales";
import { create, save as saveArticle } from "../actions";
import type { WrittenArticle } from "./article-form";

type Text = { title: string; slug: string; html: string };
type Place = { category: string | null; visibility: "internal" | "customers" | "public" };
export type Fault = { code: string; message: string; fields?: Record<string, string> };
export type Writing = ReturnType<typeof useWriting>;

const NOTHING: Text = { title: "", slug: "", html: "" };

/**
 * What somebody is writing. Every key press is kept in this browser until it was saved: a failed save, a closed tab or
 * another's change costs no word.
 */
export function useWriting(article: WrittenArticle | null) {
  const t = useTranslations("knowledge");
  const [texts, setTexts] = useState<Partial<Record<Locale, Text>>>({});
  const [place, setPlaceTo] = useState<Place>({ category: article?.category?.id ?? null, visibility: article?.visibility ?? "public" });
  const [fault, setFault] = useState<Fault | null>(null);
  const [kept, setKept] = useState<Locale[]>([]);
  // Two saves in a row must not wait for the page to tell them the new revision.
  const revision = useRef(article?.revision);
  useEffect(() => {
    revision.current = article?.revision;
  }, [article?.revision]);
  const key = (locale: Locale) => `article:${article?.id ?? "new"}:${locale}`;

  const standingIn = (locale: Locale): Text => article?.texts.find((text) => text.locale === locale) ?? NOTHING;
  const textIn = (locale: Locale): Text => texts[locale] ?? standingIn(locale);

  // After hydration: the server knows nothing of what lies in this browser.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what an earlier visit left is looked for once
  useEffect(() => {
    const found = (["en", "de"] as const).flatMap((locale) => {
      const text = keptText(key(locale));
      return text ? [[locale, text] as const] : [];
    });
    setTexts((before) => ({ ...Object.fromEntries(found), ...before }));
    setKept(found.map(([locale]) => locale));
  }, []);

  const write = (locale: Locale, change: Partial<Text>) => {
    const text = { ...textIn(locale), ...change };
    setTexts((before) => ({ ...before, [locale]: text }));
    keep(key(locale), text);
  };
  const discard = (locale: Locale) => {
    keep(key(locale), null);
    setTexts((before) => ({ ...before, [locale]: standingIn(locale) }));
    setKept((before) => before.filter((one) => one !== locale));
  };
  const took = (result: Result<unknown>): boolean => {
    setFault(result.ok ? null : result.error);
    return result.ok;
  };

  /** Gives the article's id, or null when it was refused or nobody answered: then everything stays as it is. */
  const save = async (locale: Locale, anyway = false): Promise<string | null> => {
    const { title, html, slug } = textIn(locale);
    const written = { locale, title, html, slug: slug.trim() || undefined, ...place };
    const away = (): Result<never> => ({ ok: false, error: { code: "away", message: t("notSaved") } });
    const asked: Promise<Result<{ id?: string; revision: number }>> = article
      ? saveArticle({ ...written, id: article.id, revision: anyway ? undefined : revision.current })
      : create(written);
    const result = await asked.catch(away);
    if (!took(result) || !result.ok) return null;
    revision.current = result.data.revision;
    keep(key(locale), null);
    setKept((before) => before.filter((one) => one !== locale));
    return result.data.id ?? article?.id ?? null;
  };

  const setPlace = (change: Partial<Place>) => setPlaceTo((before) => ({ ...before, ...change }));
  return { textIn, write, discard, wasKept: (locale: Locale) => kept.includes(locale), place, setPlace, fault, took, save };
}

function keptText(key: string): Text | null {
  try {
    const text = typeof window === "undefined" ? null : localStorage.getItem(key);
    return text ? { ...NOTHING, ...(JSON.parse(text) as Partial<Text>) } : null;
  } catch {
    return null;
  }
}

/** Storage may be forbidden or full; the page still holds the words. */
function keep(key: string, text: Text | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(text));
  } catch {
    // Nothing to keep it in.
  }
}

"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Select } from "@/components/ui/select";

/** Theme and language: kept in this browser, effective at once. */
export function Preferences() {
  const t = useTranslations("common");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState("system");
  useEffect(() => {
    setTheme(localStorage.getItem("theme") ?? "system");
  }, []);

  const chooseTheme = (wanted: string) => {
    setTheme(wanted);
    if (wanted === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", wanted);
    const dark = wanted === "dark" || (wanted === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  };
  const chooseLocale = (wanted: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: read by the server at the next request; the store API is not everywhere
    document.cookie = `locale=${wanted};path=/;max-age=31536000;samesite=lax`;
    router.refresh();
  };
  return (
    <div className="flex gap-1">
      <Select
        label={t("theme")}
        value={theme}
        onChange={(event) => chooseTheme(event.target.value)}
        options={["system", "light", "dark"].map((value) => ({ value, label: t(value as "system") }))}
      />
      <Select
        label={t("language")}
        value={locale}
        onChange={(event) => chooseLocale(event.target.value)}
        options={[
          { value: "en", label: "English" },
          { value: "de", label: "Deutsch" },
        ]}
      />
    </div>
  );
}

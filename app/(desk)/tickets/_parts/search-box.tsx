"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { controlClass } from "@/components/ui/field";
import { useKeys } from "@/components/use-keys";

/** Looks through every ticket the reader may see. `/` comes here from anywhere but a text; an empty search leaves it. */
export function SearchBox({ q }: { q?: string }) {
  const t = useTranslations("queue");
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => input.current?.select() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = input.current?.value.trim() ?? "";
    router.push(wanted ? `/tickets?q=${encodeURIComponent(wanted)}` : "/tickets");
  };
  return (
    <search className="shrink-0 border-b border-line px-3 py-2">
      <form onSubmit={submit} className="relative">
        <Search className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-faint" aria-hidden />
        <input
          ref={input}
          key={q}
          type="search"
          defaultValue={q}
          maxLength={200}
          aria-label={t("search")}
          aria-keyshortcuts="/"
          placeholder={t("searchHint")}
          className={`${controlClass} h-8 pr-2 pl-8 max-sm:h-10 max-sm:text-lg`}
        />
      </form>
    </search>
  );
}

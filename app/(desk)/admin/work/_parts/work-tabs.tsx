"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";

const TABS = [
  { href: "/admin/work", label: "functions" },
  { href: "/admin/work/runs", label: "runs" },
  { href: "/admin/work/waiting", label: "waiting" },
  { href: "/admin/work/set-aside", label: "setAside" },
] as const;

export function WorkTabs() {
  const t = useTranslations("work");
  const path = usePathname();
  return (
    <nav aria-label={t("title")} className="flex gap-4 overflow-x-auto border-b border-line px-4 lg:px-6">
      {TABS.map(({ href, label }) => {
        const here = href === "/admin/work" ? path === href : path.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={clsx(
              "-mb-px inline-flex h-9 shrink-0 items-center border-b-2 text-sm font-medium hover:text-text focus-visible:-outline-offset-2",
              here ? "border-accent text-text" : "border-transparent text-muted",
            )}
          >
            {t(label)}
          </Link>
        );
      })}
    </nav>
  );
}

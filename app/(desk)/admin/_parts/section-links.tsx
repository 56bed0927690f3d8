"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { LinkPending } from "@/components/link-pending";
import { Link } from "@/components/ui/link";
import { SECTIONS } from "./sections";

/** The left column of the administration; on a phone a line that scrolls. */
export function SectionLinks({ allowed }: { allowed: readonly string[] }) {
  const t = useTranslations("admin");
  const path = usePathname();
  return (
    <nav
      aria-label={t("sections")}
      className="shrink-0 border-line bg-surface max-md:overflow-x-auto max-md:border-b md:w-48 md:border-r md:p-2.5"
    >
      <h2 className="flex h-7 items-center px-2 text-2xs font-medium text-faint max-md:sr-only">{t("title")}</h2>
      <ul className="flex gap-px max-md:p-1.5 md:flex-col">
        {SECTIONS.filter((section) => allowed.includes(section.href)).map(({ href, label, icon: Icon }) => {
          const here = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={clsx(
                  "flex h-7 items-center gap-2.5 rounded-md px-2 text-sm whitespace-nowrap max-md:h-9",
                  here ? "bg-pressed font-medium text-text" : "text-muted hover:bg-hover hover:text-text",
                )}
              >
                <Icon className="size-3.5 shrink-0" aria-hidden />
                <LinkPending>{t(label)}</LinkPending>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

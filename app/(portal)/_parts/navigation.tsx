"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { LinkPending } from "@/components/link-pending";
import { PersonMenu } from "@/components/person-menu";
import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";
import { MenuLabel, MenuLine } from "@/components/ui/menu";

export function PortalNavigation({ me }: { me: { name: string; email: string } }) {
  const t = useTranslations("portal");
  const tc = useTranslations("common");
  return (
    <>
      <nav aria-label={t("navigation")} className="flex gap-1">
        <Place href="/portal" label={t("requests")} />
        <Place href="/portal/new" label={t("new")} />
      </nav>
      <span className="ml-auto">
        <PersonMenu
          align="end"
          trigger={
            <button
              type="button"
              aria-label={tc("menu", { name: me.name })}
              className="inline-flex h-9 items-center gap-2 rounded-md px-1.5 text-sm hover:bg-hover data-[state=open]:bg-hover"
            >
              <Avatar name={me.name} />
              <span className="max-w-40 truncate max-sm:hidden">{me.name}</span>
              <ChevronDown className="size-3.5 text-faint" aria-hidden />
            </button>
          }
        >
          <MenuLabel>{me.email}</MenuLabel>
          <MenuLine />
        </PersonMenu>
      </span>
    </>
  );
}

function Place({ href, label }: { href: string; label: string }) {
  const here = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={clsx(
        "inline-flex h-9 items-center rounded-md px-2.5 text-sm font-medium whitespace-nowrap",
        here ? "bg-hover text-text" : "text-muted hover:bg-hover hover:text-text",
      )}
    >
      {label}
      <span className="ml-1.5 empty:hidden">
        <LinkPending />
      </span>
    </Link>
  );
}

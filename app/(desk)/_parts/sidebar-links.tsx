"use client";

import clsx from "clsx";
import {
  BookOpen,
  CircleCheck,
  Clock,
  Gauge,
  Inbox,
  Layers,
  type LucideIcon,
  Mail,
  Palette,
  Plus,
  Settings2,
  User,
  UserX,
} from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkPending } from "@/components/link-pending";
import { Count } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { QueueCount } from "@/domain/tickets/queries";
import type { Places } from "./sidebar";

export function SidebarLinks({ queues, places }: { queues: QueueCount[]; places: Places }) {
  const t = useTranslations("desk");
  return (
    <>
      <ul className="flex flex-col gap-px">
        {places.dashboard && <Item href="/dashboard" icon={Gauge} label={t("dashboard")} />}
        {places.newTicket && <Item href="/tickets/new" icon={Plus} label={t("newTicket")} />}
        <Item href="/tickets?view=mine" icon={User} label={t("myTickets")} />
        <Item href="/tickets?view=unassigned" icon={UserX} label={t("unassigned")} count={sum(queues, "unowned")} />
        <Item href="/tickets" icon={Inbox} label={t("allOpen")} count={sum(queues, "open")} />
        <Item href="/tickets?view=waiting" icon={Clock} label={t("waiting")} />
        <Item href="/tickets?view=closed" icon={CircleCheck} label={t("closed")} />
        <Item href="/knowledge" icon={BookOpen} label={t("knowledge")} />
      </ul>
      {queues.length > 0 && (
        <Section title={t("queues")}>
          {queues.map((queue) => (
            <Item
              key={queue.id}
              href={`/tickets?${new URLSearchParams({ queue: queue.name })}`}
              icon={Layers}
              label={queue.name.split("::").at(-1)!}
              depth={queue.name.split("::").length - 1}
              count={queue.open}
            />
          ))}
        </Section>
      )}
      {places.admin && (
        <Section title={t("administration")}>
          <Item href="/admin" icon={Settings2} label={t("system")} />
        </Section>
      )}
      {(places.mailbox || places.styleguide) && (
        <Section title={t("demo")}>
          {places.mailbox && <Item href="/mailbox" icon={Mail} label={t("mailbox")} />}
          {places.styleguide && <Item href="/styleguide" icon={Palette} label={t("styleguide")} />}
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="px-2 pb-1 text-2xs font-medium text-faint folded:sr-only">{title}</h2>
      <ul className="flex flex-col gap-px">{children}</ul>
    </section>
  );
}

type ItemProps = { href: string; icon: LucideIcon; label: string; count?: number; depth?: number };

function Item({ href, icon: Icon, label, count = 0, depth = 0 }: ItemProps) {
  const active = useIsHere(href);
  return (
    <li>
      <Link
        href={href}
        aria-current={active ? "page" : undefined}
        title={label}
        style={{ ["--depth" as string]: depth }}
        className={clsx(
          "flex h-7 items-center gap-2.5 rounded-md pr-2 pl-[calc(0.5rem+var(--depth)*0.875rem)] text-sm max-md:h-10",
          "folded:w-9 folded:justify-center folded:px-0",
          active ? "bg-pressed font-medium text-text" : "text-muted hover:bg-hover hover:text-text",
        )}
      >
        <Icon className="size-3.5 shrink-0 max-md:size-4" aria-hidden />
        <span className="min-w-0 flex-1 truncate folded:sr-only">{label}</span>
        <LinkPending>{count > 0 && <Count value={count} className="text-faint folded:hidden" />}</LinkPending>
      </Link>
    </li>
  );
}

/** A ticket opened from a list leaves the list's entry marked. */
function useIsHere(href: string): boolean {
  const path = usePathname();
  const search = useSearchParams();
  const [target = "", query] = href.split("?");
  const here = new URLSearchParams([...search].filter(([key]) => key === "queue" || key === "view" || key === "q")).toString();
  if (target === "/admin") return path === target || path.startsWith(`${target}/`);
  const inList = target === "/tickets" && /^\/tickets(\/\d+)?$/.test(path);
  return (path === target || inList) && here === new URLSearchParams(query).toString();
}

const sum = (queues: QueueCount[], key: "open" | "unowned"): number => queues.reduce((total, queue) => total + queue[key], 0);

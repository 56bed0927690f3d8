"use client";

import clsx from "clsx";
import { CircleCheck, Clock, Inbox, Layers, LogOut, type LucideIcon, Mail, MailWarning, Menu, Plus, User, UserX, X } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { SourceLink } from "@/components/source-link";
import { Avatar } from "@/components/ui/avatar";
import type { QueueCount } from "@/domain/tickets/queries";
import { useLive } from "@/realtime/use-live";
import { Preferences } from "./preferences";

type SidebarProps = { me: { name: string; email: string }; queues: QueueCount[]; since: number; isAdmin: boolean; hasMailbox: boolean };

/** Views and queues with their counts, live. On a phone it opens over the page. */
export function Sidebar({ me, queues: initial, since, isAdmin, hasMailbox }: SidebarProps) {
  const t = useTranslations("desk");
  const [open, setOpen] = useState(false);
  const queues = useLiveQueues(initial, since);
  const path = usePathname();
  const search = useSearchParams().toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes the menu
  useEffect(() => {
    setOpen(false);
  }, [path, search]);

  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-canvas px-2 md:hidden">
        <button
          type="button"
          aria-expanded={open}
          aria-controls="sidebar"
          onClick={() => setOpen(!open)}
          className="inline-flex size-9 items-center justify-center rounded-md hover:bg-hover"
        >
          {open ? <X className="size-5" aria-hidden /> : <Menu className="size-5" aria-hidden />}
          <span className="sr-only">{t("menu")}</span>
        </button>
        <span className="font-semibold">Open Ticket</span>
      </div>
      <nav
        id="sidebar"
        aria-label={t("views")}
        className={clsx(
          "w-full shrink-0 flex-col gap-4 overflow-y-auto border-r border-line bg-canvas p-2.5 md:flex md:w-56",
          open ? "flex flex-1 md:flex-none" : "hidden",
        )}
      >
        <Link href="/tickets" className="hidden items-center gap-2 px-2 pt-1 text-[15px] font-semibold md:flex">
          <span
            className="inline-flex size-5 items-center justify-center rounded bg-accent text-[11px] font-bold text-on-accent"
            aria-hidden
          >
            O
          </span>
          Open Ticket
        </Link>
        <ul className="flex flex-col gap-px">
          <Item href="/tickets/new" icon={Plus} label={t("newTicket")} />
          <Item href="/tickets?view=mine" icon={User} label={t("myTickets")} />
          <Item href="/tickets?view=unassigned" icon={UserX} label={t("unassigned")} count={sum(queues, "unowned")} />
          <Item href="/tickets" icon={Inbox} label={t("allOpen")} count={sum(queues, "open")} />
          <Item href="/tickets?view=waiting" icon={Clock} label={t("waiting")} />
          <Item href="/tickets?view=closed" icon={CircleCheck} label={t("closed")} />
        </ul>
        <div>
          <h2 className="px-2 pb-1 text-[11px] font-semibold tracking-wide text-faint uppercase">{t("queues")}</h2>
          <ul className="flex flex-col gap-px">
            {queues.map((queue) => (
              <Item
                key={queue.id}
                href={`/tickets?queue=${encodeURIComponent(queue.name)}`}
                icon={Layers}
                label={queue.name.split("::").at(-1)!}
                depth={queue.name.split("::").length - 1}
                count={queue.open}
              />
            ))}
          </ul>
        </div>
        <div className="mt-auto flex flex-col gap-px">
          <ul>
            {isAdmin && <Item href="/mail/unreadable" icon={MailWarning} label={t("unreadable")} />}
            {hasMailbox && <Item href="/mailbox" icon={Mail} label={t("mailbox")} />}
          </ul>
          <Preferences />
          <div className="flex items-center gap-2 px-2 py-1.5">
            <Avatar name={me.name} size={22} />
            <span className="min-w-0 flex-1 truncate text-[13px]" title={me.email}>
              {me.name}
            </span>
            <SignOut />
          </div>
          <SourceLink className="px-2 pb-1" />
        </div>
      </nav>
    </>
  );
}

function SignOut() {
  const t = useTranslations("common");
  return (
    <button
      type="button"
      title={t("signOut")}
      onClick={() => void signOut({ callbackUrl: "/sign-in" })}
      className="inline-flex size-7 items-center justify-center rounded text-muted hover:bg-hover hover:text-text"
    >
      <LogOut className="size-3.5" aria-hidden />
      <span className="sr-only">{t("signOut")}</span>
    </button>
  );
}

function Item({
  href,
  icon: Icon,
  label,
  count,
  depth = 0,
}: {
  href: string;
  icon: LucideIcon;
  label: string;
  count?: number;
  depth?: number;
}) {
  const path = usePathname();
  const search = useSearchParams();
  const [target, query] = href.split("?");
  const here = new URLSearchParams([...search].filter(([key]) => key === "queue" || key === "view")).toString();
  const active = path === target && here === new URLSearchParams(query).toString();
  return (
    <li>
      <Link
        href={href}
        aria-current={active ? "page" : undefined}
        style={{ paddingLeft: 8 + depth * 14 }}
        className={clsx(
          "flex h-8 items-center gap-2 rounded-md pr-2 text-[13px] md:h-7",
          active ? "bg-selected font-medium text-text" : "text-muted hover:bg-hover hover:text-text",
        )}
      >
        <Icon className="size-3.5 shrink-0" aria-hidden />
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {count !== undefined && count > 0 && <span className="text-[12px] tabular-nums text-faint">{count > 999 ? "999+" : count}</span>}
      </Link>
    </li>
  );
}

function useLiveQueues(initial: QueueCount[], since: number): QueueCount[] {
  const [queues, setQueues] = useState(initial);
  const reload = useCallback(async () => {
    const response = await fetch("/api/v1/queues").catch(() => null);
    if (response?.ok) setQueues(((await response.json()) as { data: QueueCount[] }).data);
  }, []);
  useLive({ lists: true }, since, reload);
  return queues;
}

const sum = (queues: QueueCount[], key: "open" | "unowned"): number => queues.reduce((total, queue) => total + queue[key], 0);

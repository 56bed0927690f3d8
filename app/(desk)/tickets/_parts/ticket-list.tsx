"use client";

import clsx from "clsx";
import { Inbox, WifiOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { TicketRow } from "@/components/ticket-row";
import { EmptyState } from "@/components/ui/empty-state";
import { type ListRow, useTicketList } from "../../_parts/use-ticket-list";

type ListProps = { title: string; initial: ListRow[]; query: string; suffix: string; selected?: string; more: boolean; since: number };

/** The middle pane: a list that moves by itself. j and k walk it, Enter opens. */
export function TicketList({ title, initial, query, suffix, selected, more, since }: ListProps) {
  const t = useTranslations("queue");
  const { rows, connected } = useTicketList(initial, query, since);
  const list = useRef<HTMLUListElement>(null);
  useWalk(list, selected, suffix);

  return (
    <section
      aria-label={title}
      className={clsx(
        "min-h-0 w-full shrink-0 flex-col border-r border-line bg-surface lg:w-[380px]",
        selected ? "hidden lg:flex" : "flex",
      )}
    >
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3">
        <h1 className="truncate text-[14px] font-semibold">{title}</h1>
        <span className="text-[12px] text-faint">{more ? `${rows.length}+` : t("count", { count: rows.length })}</span>
        <span
          data-testid="live"
          data-connected={connected}
          role="status"
          className="ml-auto inline-flex items-center gap-1.5 text-[12px] text-faint"
        >
          {connected ? (
            <span className="size-1.5 rounded-full bg-good" title={t("live")} />
          ) : (
            <WifiOff className="size-3.5 text-warn" aria-hidden />
          )}
          <span className={connected ? "sr-only" : "text-warn"}>{connected ? t("live") : t("offline")}</span>
        </span>
      </header>
      {rows.length === 0 ? (
        <EmptyState icon={<Inbox />} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <ul ref={list} className="ticket-list min-h-0 flex-1 overflow-y-auto" aria-label={t("list")}>
          {rows.map((row) => (
            <TicketRow key={row.number} ticket={row} href={`/tickets/${row.number}${suffix}`} selected={row.number === selected} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Single keys when nobody is typing. */
function useWalk(list: React.RefObject<HTMLUListElement | null>, selected: string | undefined, suffix: string): void {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
        return;
      if (event.key !== "j" && event.key !== "k") return;
      const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-number]") ?? [])];
      const focused = links.indexOf(document.activeElement as HTMLAnchorElement);
      const from = focused >= 0 ? focused : links.findIndex((link) => link.dataset.number === selected);
      const next = links[Math.max(0, Math.min(links.length - 1, from + (event.key === "j" ? 1 : -1)))];
      next?.focus();
      if (next && selected) router.push(`/tickets/${next.dataset.number}${suffix}`);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [list, router, selected, suffix]);
}

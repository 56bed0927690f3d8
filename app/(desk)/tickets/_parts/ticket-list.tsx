"use client";

import clsx from "clsx";
import { CircleCheckBig, Inbox, WifiOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { TicketRow } from "@/components/ticket-row";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useToast } from "@/components/ui/toast";
import { useKeys } from "@/components/use-keys";
import { type ListRow, useTicketList } from "../../_parts/use-ticket-list";
import { SearchBox } from "./search-box";
import { useKeptScroll } from "./use-kept-scroll";

type ListProps = {
  title: string;
  initial: ListRow[];
  cursor: string | null;
  query: string;
  /** The sequence number read before the list was. */
  since: number;
  suffix: string;
  /** The words this list was searched for. */
  q?: string;
  selected?: string;
  /** A list one works off: empty, it is good news. */
  isWork: boolean;
};

/** A list that moves by itself: the whole width for itself, a narrow pane beside an open ticket. j and k walk it. */
export function TicketList({ title, initial, cursor, query, since, suffix, q, selected, isWork }: ListProps) {
  const t = useTranslations("queue");
  const toast = useToast();
  const first = useMemo(() => ({ rows: initial, cursor }), [initial, cursor]);
  const { rows, hasMore, more, connected } = useTicketList(first, query, since);
  const [loading, setLoading] = useState(false);
  const load = async () => {
    setLoading(true);
    const came = await more();
    if (!came) toast({ title: t("loadFailed"), tone: "bad" });
    setLoading(false);
    return came;
  };
  const list = useRef<HTMLUListElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  useKeptScroll(pane, query);
  const [chosen, choose] = useChosen(selected);
  useWalk(list, chosen, selected === undefined ? undefined : choose, suffix);
  const Heading = selected ? "h2" : "h1";
  const Empty = isWork ? CircleCheckBig : Inbox;

  return (
    <section
      aria-label={title}
      className={clsx("min-h-0 w-full flex-col bg-surface", selected ? "hidden shrink-0 border-r border-line lg:flex lg:w-90" : "flex")}
    >
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
        <Heading className="truncate text-base">{title}</Heading>
        <span className="shrink-0 text-xs text-faint tabular-nums">{hasMore ? `${rows.length}+` : t("count", { count: rows.length })}</span>
        <span
          data-testid="live"
          data-connected={connected}
          role="status"
          className="ml-auto inline-flex min-w-0 items-center gap-1.5 text-xs text-faint"
        >
          {connected ? <span className="size-1.5 rounded-full bg-good" title={t("live")} /> : <WifiOff className="size-3.5" aria-hidden />}
          <span className={connected ? "sr-only" : "truncate text-warn"}>{connected ? t("live") : t("offline")}</span>
        </span>
      </header>
      <SearchBox q={q} />
      {rows.length === 0 ? (
        <EmptyState icon={<Empty />} title={q ? t("notFound") : isWork ? t("empty") : t("emptyOther")}>
          {q ? t("notFoundText") : isWork ? t("emptyText") : t("emptyOtherText")}
        </EmptyState>
      ) : (
        <div ref={pane} className="min-h-0 flex-1 overflow-y-auto">
          <ul ref={list} className="ticket-list" aria-label={t("list")}>
            {rows.map((row) => (
              <TicketRow
                key={row.number}
                ticket={row}
                href={`/tickets/${row.number}${suffix}`}
                selected={row.number === chosen}
                onChoose={() => choose(row.number)}
              />
            ))}
          </ul>
          {hasMore && <Further key={rows.length} busy={loading} load={load} />}
        </div>
      )}
    </section>
  );
}

/** The end of what is here: whoever comes near it gets the next page; if that fails, by the button. */
function Further({ busy, load }: { busy: boolean; load: () => Promise<boolean> }) {
  const t = useTranslations("queue");
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        watcher.disconnect();
        void latest.current();
      },
      { rootMargin: "600px" },
    );
    watcher.observe(end.current!);
    return () => watcher.disconnect();
  }, []);
  return (
    <div ref={end} className="flex justify-center p-3">
      <Button busy={busy} onClick={() => load()}>
        {t("more")}
      </Button>
    </div>
  );
}

/** The row one has just chosen is marked at once, before its ticket is here. */
function useChosen(selected: string | undefined): [string | undefined, (number: string) => void] {
  const [chosen, choose] = useState(selected);
  useEffect(() => choose(selected), [selected]);
  return [chosen, choose];
}

/** Beside an open ticket, walking opens; in a list by itself it moves the focus, and Enter opens. */
function useWalk(
  list: RefObject<HTMLUListElement | null>,
  chosen: string | undefined,
  choose: ((number: string) => void) | undefined,
  suffix: string,
): void {
  const router = useRouter();
  const walk = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-number]") ?? [])];
    const focused = links.indexOf(document.activeElement as HTMLAnchorElement);
    const from = focused >= 0 ? focused : links.findIndex((link) => link.dataset.number === chosen);
    const next = links[Math.max(0, Math.min(links.length - 1, from + step))];
    next?.focus();
    if (!next || !choose || next.dataset.number === chosen) return;
    choose(next.dataset.number!);
    router.push(`/tickets/${next.dataset.number}${suffix}`);
  };
  useKeys({ j: () => walk(1), k: () => walk(-1) });
}

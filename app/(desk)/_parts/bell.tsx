"use client";

import clsx from "clsx";
import { AlarmClock, Bell as BellIcon, BellOff, ClockAlert, MailQuestionMark, MailX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Popover, PopoverClose } from "@/components/ui/popover";
import type { Notice } from "@/domain/notifications/read";
import { type Change, useLive } from "@/realtime/use-live";

type Shown = { data: (Omit<Notice, "at"> & { at: string })[]; unread: number };

export type Notices = Shown & { read: (ids?: string[]) => Promise<void> };

/** What one should know, live: a count at the bell, the list behind it, each line the way to its ticket. */
export function Bell({ notices: { data, unread, read }, className }: { notices: Notices; className?: string }) {
  const t = useTranslations("notices");
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("title")}
      className="w-84 !p-0"
      trigger={
        <button
          type="button"
          data-testid="bell"
          aria-label={t("unread", { count: unread })}
          className={clsx(
            "relative inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text",
            className,
          )}
        >
          <BellIcon className="size-4" aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-bad-solid px-1 text-center text-[10px] leading-4 font-semibold text-white tabular-nums"
            >
              {unread > 99 ? "99+" : unread}
            </span>
          )}
          <span className="sr-only" aria-live="polite">
            {t("unread", { count: unread })}
          </span>
        </button>
      }
    >
      <header className="flex h-10 items-center justify-between border-b border-line pr-1.5 pl-3">
        <h2 className="text-[13px] font-semibold">{t("title")}</h2>
        {unread > 0 && (
          <Button kind="quiet" size="sm" onClick={() => void read()}>
            {t("markAll")}
          </Button>
        )}
      </header>
      {data.length === 0 ? (
        <EmptyState icon={<BellOff />} title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <ul className="max-h-96 overflow-y-auto">
          {data.map((notice) => (
            <li key={notice.id} className="border-b border-line last:border-b-0">
              <PopoverClose>
                <Link
                  href={`/tickets/${notice.ticket.number}`}
                  onClick={() => void read([notice.id])}
                  className="flex gap-2.5 px-3 py-2 hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <NoticeIcon type={notice.type} />
                  <span className="min-w-0 flex-1">
                    <span className={clsx("block", !notice.read && "font-semibold")}>{t(sentenceOf(notice))}</span>
                    <span className="block truncate text-[12px] text-muted">
                      #{notice.ticket.number} {notice.ticket.subject}
                    </span>
                    <RelativeTime at={notice.at} className="text-[12px] text-faint" />
                  </span>
                  {!notice.read && <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent" role="img" aria-label={t("isUnread")} />}
                </Link>
              </PopoverClose>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

const SENTENCES = {
  "first-response": "breachedFirstResponse",
  "next-response": "breachedNextResponse",
  update: "breachedUpdate",
  solution: "breachedSolution",
} as const;

const sentenceOf = ({ type, data }: { type: string; data: Record<string, unknown> }) =>
  BY_TYPE[type as keyof typeof BY_TYPE]?.sentence ?? SENTENCES[data.metric as keyof typeof SENTENCES] ?? "title";

const BY_TYPE = {
  "delivery.reported": { sentence: "undelivered", icon: MailX },
  "message.held": { sentence: "joiner", icon: MailQuestionMark },
  "ticket.idleWarned": { sentence: "idle", icon: AlarmClock },
  "ticket.woken": { sentence: "woken", icon: AlarmClock },
} as const;

function NoticeIcon({ type }: { type: string }) {
  const Icon = BY_TYPE[type as keyof typeof BY_TYPE]?.icon ?? ClockAlert;
  return <Icon className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />;
}

const CHANGED = "notices-changed";

/** Tells the bells of this page that something was read elsewhere in it. */
export const noticesChanged = () => window.dispatchEvent(new Event(CHANGED));

/** One's notifications, kept true for every bell of the page. */
export function useNotices(since: number): Notices {
  const [shown, setShown] = useState<Shown>({ data: [], unread: 0 });
  const take = useCallback(async (answer: Promise<Response>) => {
    const response = await answer.catch(() => null);
    if (response?.ok) setShown((await response.json()) as Shown);
  }, []);
  const load = useCallback(() => take(fetch("/api/v1/notifications")), [take]);
  useEffect(() => {
    void load();
    window.addEventListener(CHANGED, load);
    return () => window.removeEventListener(CHANGED, load);
  }, [load]);
  // Most of what changes on a desk is nobody's notification.
  useLive(
    { lists: true },
    since,
    useCallback((changes: Change[]) => void (changes.some((change) => change.type === "people.notified") && load()), [load]),
  );
  const read = useCallback(
    (ids?: string[]) =>
      take(
        fetch("/api/v1/notifications", { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ ids }) }),
      ),
    [take],
  );
  return { ...shown, read };
}

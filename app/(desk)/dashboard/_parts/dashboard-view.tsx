"use client";

import clsx from "clsx";
import { AlarmClock, CircleCheck, CirclePause, ClockAlert, Timer, WifiOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { useSecond } from "@/components/clock";
import { PriorityIcon } from "@/components/priority-icon";
import { usePrioritySign } from "@/components/priority-signs";
import { useSpan } from "@/components/time-left";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { Dashboard, DashboardClock } from "@/domain/reports/dashboard";
import { useLive } from "@/realtime/use-live";

type Clock = Omit<DashboardClock, "startedAt" | "dueAt"> & { startedAt: string; dueAt: string | null };
/** As the API gives it: instants are text. */
export type Shown = Omit<Dashboard, "at" | "clocks"> & { at: string; clocks: Clock[] };

const HOUR = 3_600_000;

/** How the desk stands, live: numbers that lead to their tickets, and the first responses that wait, by queue. */
export function DashboardView({ initial, since }: { initial: Shown; since: number }) {
  const t = useTranslations("dashboard");
  const format = useFormatter();
  const { shown, connected } = useLiveDashboard(initial, since);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-surface">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-4 lg:px-6">
        <h1 className="text-[15px] font-semibold">{t("title")}</h1>
        <span className="text-[12px] text-faint" suppressHydrationWarning>
          {t("asOf", { at: format.dateTime(new Date(shown.at), { timeStyle: "medium" }) })}
        </span>
        <span
          role="status"
          data-testid="live"
          data-connected={connected}
          className="ml-auto inline-flex items-center gap-1.5 text-[12px] text-faint"
        >
          {connected ? (
            <span className="size-1.5 rounded-full bg-good" aria-hidden />
          ) : (
            <WifiOff className="size-3.5 text-warn" aria-hidden />
          )}
          <span className={connected ? "" : "text-warn"}>{connected ? t("live") : t("stale")}</span>
        </span>
      </header>
      <div className="mx-auto flex max-w-6xl flex-col gap-6 p-4 lg:p-6">
        <NowStrip now={shown.now} />
        <FirstResponses clocks={shown.clocks} more={shown.more} />
      </div>
    </div>
  );
}

const NUMBERS = [
  { key: "open", href: "/tickets" },
  { key: "unassigned", href: "/tickets?view=unassigned" },
  { key: "waiting", href: "/tickets?view=waiting" },
  { key: "breached", href: "/tickets?view=breached" },
  { key: "dueSoon", href: "/tickets?view=dueSoon" },
] as const;

function NowStrip({ now }: { now: Shown["now"] }) {
  const t = useTranslations("dashboard");
  return (
    <ul aria-label={t("now")} className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
      {NUMBERS.map(({ key, href }) => {
        const urgent = now[key] > 0 && (key === "breached" ? "bad" : key === "dueSoon" ? "warn" : null);
        const Icon = urgent === "bad" ? ClockAlert : urgent === "warn" ? AlarmClock : null;
        return (
          <li key={key} className={clsx(key === "breached" && "max-sm:order-first", key === "dueSoon" && "max-sm:order-first")}>
            <Link
              href={href}
              data-testid={`now-${key}`}
              title={t(`${key}Means`)}
              className={clsx(
                "flex h-full flex-col gap-0.5 rounded-lg border px-4 py-3 hover:bg-hover",
                urgent === "bad"
                  ? "border-transparent bg-bad-soft text-bad"
                  : urgent === "warn"
                    ? "border-transparent bg-warn-soft text-warn"
                    : "border-line bg-raised",
              )}
            >
              <span className="inline-flex items-center gap-2 text-2xl font-semibold tabular-nums">
                {now[key]}
                {Icon && <Icon className="size-5" aria-hidden />}
              </span>
              <span className={clsx("text-[13px]", !urgent && "text-muted")}>{t(key)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function FirstResponses({ clocks, more }: { clocks: Clock[]; more: boolean }) {
  const t = useTranslations("dashboard");
  const running = clocks.filter((clock) => clock.state !== "paused");
  const paused = clocks.filter((clock) => clock.state === "paused");
  const queues = [...new Set(running.map((clock) => clock.queue))];
  if (clocks.length === 0)
    return (
      <EmptyState icon={<CircleCheck />} heading="h2" title={t("allAnswered")}>
        {t("allAnsweredText")}
      </EmptyState>
    );
  return (
    <section aria-labelledby="first-responses" className="flex flex-col gap-4">
      <h2 id="first-responses" className="text-[15px] font-semibold">
        {t("firstResponses")}
      </h2>
      {queues.map((queue) => (
        <Band key={queue} title={queue} clocks={running.filter((clock) => clock.queue === queue)} />
      ))}
      {paused.length > 0 && <Band title={t("paused")} hint={t("pausedText")} clocks={paused} showQueue />}
      {more && <p className="text-[13px] text-muted">{t("more")}</p>}
    </section>
  );
}

function Band({ title, hint, clocks, showQueue = false }: { title: string; hint?: string; clocks: Clock[]; showQueue?: boolean }) {
  const t = useTranslations("dashboard");
  const signOf = usePrioritySign();
  return (
    <section aria-label={title} className="overflow-hidden rounded-lg border border-line bg-raised">
      <h3 className="flex items-baseline gap-2 border-b border-line bg-canvas px-4 py-2 text-[13px] font-semibold">
        {title}
        <span className="font-normal text-muted">{hint ?? t("waitingCount", { count: clocks.length })}</span>
      </h3>
      <ul>
        {clocks.map((clock) => (
          <li key={clock.number} className="border-b border-line last:border-b-0">
            <Link
              href={`/tickets/${clock.number}`}
              data-number={clock.number}
              className="grid grid-cols-[8.5rem_1fr] items-center gap-x-3 px-4 py-2 text-[13px] hover:bg-hover focus-visible:-outline-offset-2 md:grid-cols-[8.5rem_4rem_1fr_auto_9rem]"
            >
              <TimeLeft clock={clock} />
              <span className="hidden tabular-nums text-faint md:block">#{clock.number}</span>
              <span className="flex min-w-0 items-center gap-2">
                {!signOf(clock.priority).usual && <PriorityIcon name={clock.priority} className="shrink-0" />}
                <span className="truncate font-medium">{clock.subject}</span>
              </span>
              <span className="hidden text-muted md:block">{showQueue ? clock.queue : ""}</span>
              <span
                className={clsx(
                  "col-start-2 truncate text-[12px] md:col-start-auto md:text-right",
                  clock.owner ? "text-muted" : "text-warn",
                )}
              >
                {clock.owner ?? t("nobody")}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Counts down by the second for those who look; those who hear are not told every second. */
function TimeLeft({ clock }: { clock: Clock }) {
  const t = useTranslations("dashboard");
  const format = useFormatter();
  const span = useSpan();
  const now = useSecond().getTime();
  if (clock.state === "paused" || clock.dueAt === null)
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <CirclePause className="size-4 shrink-0" aria-hidden />
        {t("isPaused")}
      </span>
    );
  const left = new Date(clock.dueAt).getTime() - now;
  const late = clock.state === "breached" || left < 0;
  const [Icon, tone] = late ? [ClockAlert, "text-bad"] : left < HOUR ? [AlarmClock, "text-warn"] : [Timer, "text-text"];
  return (
    <span
      className={clsx("inline-flex items-center gap-1.5 font-medium tabular-nums whitespace-nowrap", tone)}
      title={format.dateTime(new Date(clock.dueAt), { dateStyle: "medium", timeStyle: "short" })}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <span suppressHydrationWarning>{late ? t("late", { span: span(-left, true) }) : t("left", { span: span(left, true) })}</span>
    </span>
  );
}

/** Asked for anew when something changed on the desk, once for what comes together. */
function useLiveDashboard(initial: Shown, since: number): { shown: Shown; connected: boolean } {
  const [shown, setShown] = useState(initial);
  const asked = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++asked.current;
    const response = await fetch("/api/v1/dashboard").catch(() => null);
    if (response?.ok && mine === asked.current) setShown((await response.json()) as Shown);
  }, []);
  const { connected } = useLive({ dashboard: true }, since, reload);
  return { shown, connected };
}

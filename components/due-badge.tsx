"use client";

import { AlarmClock, CirclePause, ClockAlert, Timer } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useClock } from "./clock";
import { useSpan } from "./time-left";
import { Badge, type Tone } from "./ui/badge";

export type Due = { nextDueAt: string | null; overdueSince: string | null; paused: boolean; breached: boolean };

const HOUR = 3_600_000;

/**
 * How long until the next deadline, by shape, word and colour. Broken promises first: what is overdue matters more than
 * what comes next. Nothing is drawn where nothing is promised.
 */
export function DueBadge({ due, compact = false }: { due: Due; compact?: boolean }) {
  const t = useTranslations("sla");
  const format = useFormatter();
  const span = useSpan();
  const now = useClock().getTime();
  const at = due.overdueSince ?? due.nextDueAt;
  if (at === null) {
    if (!due.paused) return null;
    return (
      <Badge icon={<CirclePause aria-hidden />} tone="outline">
        {t("paused")}
      </Badge>
    );
  }
  const left = new Date(at).getTime() - now;
  const late = due.overdueSince !== null || left < 0;
  const soon = left < HOUR;
  const [tone, Icon]: [Tone, typeof Timer] = late ? ["bad", ClockAlert] : soon ? ["warn", AlarmClock] : ["plain", Timer];
  const words = late ? t("overdueBy", { span: span(-left) }) : t("dueIn", { span: span(left) });
  const exact = format.dateTime(new Date(at), { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "numeric" });
  return (
    <span title={t("dueAt", { at: exact })} data-testid="due" suppressHydrationWarning className="inline-flex max-w-full">
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        <span suppressHydrationWarning>{words}</span>
        {!compact && <span className="hidden font-normal opacity-80 2xl:inline"> · {exact}</span>}
      </Badge>
    </span>
  );
}

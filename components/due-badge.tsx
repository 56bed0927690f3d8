"use client";

import { useClock } from "./clock";
import { useExactTime } from "./exact-time";
import { useShortWords } from "./short-words";
import { Sign, type SignName } from "./signs";
import { useSpan } from "./time-left";
import { Badge, type Tone } from "./ui/badge";

export type Due = { nextDueAt: string | null; overdueSince: string | null; paused: boolean; breached: boolean };

const HOUR = 3_600_000;

/**
 * How long until the next deadline, by shape, word and colour. Broken promises first: what is overdue matters more than
 * what comes next. Nothing is drawn where nothing is promised.
 */
export function DueBadge({ due, compact = false }: { due: Due; compact?: boolean }) {
  const t = useShortWords("sla");
  const exactly = useExactTime("due");
  const span = useSpan();
  const now = useClock().getTime();
  const at = due.overdueSince ?? due.nextDueAt;
  if (at === null) {
    if (!due.paused) return null;
    return (
      <Badge icon={<Sign name="paused" />} tone="outline">
        {t("paused")}
      </Badge>
    );
  }
  const left = new Date(at).getTime() - now;
  const late = due.overdueSince !== null || left < 0;
  const soon = left < HOUR;
  const [tone, sign]: [Tone, SignName] = late ? ["bad", "late"] : soon ? ["warn", "soon"] : ["plain", "due"];
  const words = late ? t("overdueBy", { span: span(-left) }) : t("dueIn", { span: span(left) });
  const exact = exactly(new Date(at));
  return (
    <span title={t("dueAt", { at: exact })} data-testid="due" suppressHydrationWarning className="inline-flex max-w-full">
      <Badge tone={tone} icon={<Sign name={sign} />}>
        <span suppressHydrationWarning>{words}</span>
        {!compact && <span className="hidden font-normal opacity-80 2xl:inline"> · {exact}</span>}
      </Badge>
    </span>
  );
}

import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import type { QueueState } from "@/domain/work/read";
import { took } from "./took";

const SECOND = 1000;
/** From here on something is wrong; the health page says the same. */
const TOO_LONG = 60;

/** How much waits and for how long, each number in red once it has waited too long. */
export function QueueNow({ queue }: { queue: QueueState }) {
  const t = useTranslations("work");
  const numbers = [
    { name: "pendingEvents", value: queue.pendingEvents, age: queue.oldestEventSeconds },
    { name: "dueCalls", value: queue.dueCalls, age: queue.oldestCallSeconds },
    { name: "runningCalls", value: queue.runningCalls },
    { name: "retryingCalls", value: queue.retryingCalls },
    { name: "timers", value: queue.timers, age: queue.lateTimerSeconds > 1 ? queue.lateTimerSeconds : 0, href: "/admin/work/waiting" },
    { name: "setAside", value: queue.setAside, href: "/admin/work/set-aside", wrong: queue.setAside > 0 },
  ] as const;
  return (
    <ul aria-label={t("queueNow")} className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
      {numbers.map((number) => (
        <li key={number.name}>
          <Figure {...number} />
        </li>
      ))}
    </ul>
  );
}

type FigureProps = {
  name: "pendingEvents" | "dueCalls" | "runningCalls" | "retryingCalls" | "timers" | "setAside";
  value: number;
  age?: number;
  href?: string;
  wrong?: boolean;
};

function Figure({ name, value, age = 0, href, wrong = age > TOO_LONG }: FigureProps) {
  const t = useTranslations("work");
  const format = useFormatter();
  const box = clsx(
    "flex h-full flex-col gap-0.5 rounded-lg border px-4 py-3",
    wrong ? "border-transparent bg-bad-soft text-bad" : "border-line bg-raised",
    href && "hover:bg-hover",
  );
  const inside = (
    <>
      <span className="text-2xl font-semibold tabular-nums">{format.number(value)}</span>
      <span className={clsx("text-sm", !wrong && "text-muted")}>{t(`queue_${name}`)}</span>
      {age > 0 && <span className={clsx("text-xs", !wrong && "text-faint")}>{t("oldest", { span: took(format, age * SECOND) })}</span>}
    </>
  );
  return href ? (
    <Link href={href} className={box}>
      {inside}
    </Link>
  ) : (
    <div className={box}>{inside}</div>
  );
}

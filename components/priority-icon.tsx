import clsx from "clsx";
import { useTranslations } from "next-intl";
import { useNames } from "./names";
import { type PrioritySign, usePrioritySign } from "./priority-signs";

const COLORS = { muted: "text-muted", good: "text-good", accent: "text-accent", warn: "text-warn", bad: "text-bad" };

/** Priority as bars that grow; the highest is a mark of its own. The word is always there for those who hear. */
export function PriorityIcon({ name, withName = false, className }: { name: string; withName?: boolean; className?: string }) {
  const t = useTranslations("ticket");
  const word = useNames()(name);
  return (
    <span
      className={clsx("inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap", className)}
      title={withName ? undefined : t("priorityIs", { name: word })}
    >
      <PriorityDrawing {...usePrioritySign()(name)} />
      <span className={withName ? "truncate text-sm" : "sr-only"}>{word}</span>
    </span>
  );
}

/** The drawing alone, for where its name stands beside it. */
export const PriorityDrawing = ({ sign, color }: Pick<PrioritySign, "sign" | "color">) => (
  <svg viewBox="0 0 16 16" className={clsx("size-3.5 shrink-0", COLORS[color])} fill="currentColor" aria-hidden>
    {sign === 4 ? (
      <path
        d="M3.5 1h9A2.5 2.5 0 0 1 15 3.5v9a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 1 12.5v-9A2.5 2.5 0 0 1 3.5 1zM7 4v5h2V4zm0 6.5v2h2v-2z"
        fillRule="evenodd"
      />
    ) : (
      [0, 1, 2].map((bar) => (
        <rect key={bar} x={1.5 + bar * 5} y={9.5 - bar * 3.5} width="3" height={5 + bar * 3.5} rx="1" opacity={bar < sign ? 1 : 0.28} />
      ))
    )}
  </svg>
);

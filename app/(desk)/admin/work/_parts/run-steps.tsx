import { CircleCheck, CircleX, Hourglass } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { RunDetail } from "@/domain/work/read";
import { Json } from "./json";
import { took } from "./took";

type Step = RunDetail["steps"][number];

/** The steps in the order they ended, those still open after them. */
export function RunSteps({ steps }: { steps: Step[] }) {
  const t = useTranslations("work");
  return (
    <section aria-labelledby="steps" className="flex flex-col gap-2">
      <h3 id="steps" className="text-sm font-semibold">
        {t("steps")}
      </h3>
      {steps.length === 0 && <p className="text-sm text-muted">{t("noSteps")}</p>}
      {steps.length > 0 && (
        <ol className="overflow-hidden rounded-lg border border-line bg-raised">
          {steps.map((step) => (
            <StepLine key={step.id} step={step} />
          ))}
        </ol>
      )}
    </section>
  );
}

function StepLine({ step }: { step: Step }) {
  const t = useTranslations("work");
  const format = useFormatter();
  const [Icon, tone] = step.error ? [CircleX, "text-bad"] : step.endedAt ? [CircleCheck, "text-good"] : [Hourglass, "text-accent"];
  const at = (moment: Date) => format.dateTime(moment, { dateStyle: "short", timeStyle: "medium" });
  return (
    <li className="flex flex-col gap-1.5 border-b border-line px-3 py-2 text-sm last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Icon className={`size-4 shrink-0 ${tone}`} aria-hidden />
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{step.name ?? step.id.slice(0, 8)}</span>
        <span className="text-xs text-faint">{step.op}</span>
        {step.attempt > 0 && <span className="text-xs text-warn">{t("attempt", { n: step.attempt + 1 })}</span>}
        <span className="ml-auto text-xs whitespace-nowrap text-muted tabular-nums">
          {step.beganAt && at(step.beganAt)}
          {step.beganAt && step.endedAt && ` · ${took(format, Math.max(0, step.endedAt.getTime() - step.beganAt.getTime()))}`}
          {!step.endedAt && (step.dueAt ? ` · ${t("stepWaitsUntil", { at: at(step.dueAt) })}` : ` · ${t("stepOpen")}`)}
        </span>
      </div>
      {step.error && <p className="text-bad [overflow-wrap:anywhere]">{step.error.message}</p>}
      {step.error?.stack && <Json title={t("stack")} value={step.error.stack} />}
      {step.endedAt && !step.error && step.output !== null && <Json title={t("output")} value={step.output} />}
    </li>
  );
}

import { Activity } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Table, Td, Th } from "@/components/ui/table";
import type { FunctionView } from "@/domain/work/read";
import { shortName } from "./names";
import { took } from "./took";

/** Each function with its rate, its failures and how long its runs take. */
export function FunctionTable({ functions }: { functions: FunctionView[] }) {
  const t = useTranslations("work");
  if (functions.length === 0)
    return (
      <EmptyState icon={<Activity />} heading="h2" title={t("noFunctions")}>
        {t("noFunctionsText")}
      </EmptyState>
    );
  return (
    <Table caption={t("functions")}>
      <thead>
        <tr>
          <Th>{t("function")}</Th>
          <Th className="text-right">{t("active")}</Th>
          <Th className="text-right">{t("lastHour")}</Th>
          <Th className="text-right">{t("last24")}</Th>
          <Th className="text-right">{t("failed24")}</Th>
          <Th className="text-right">{t("p50")}</Th>
          <Th className="text-right">{t("p95")}</Th>
          <Th>{t("ended")}</Th>
          <Th className="max-sm:hidden">{t("triggers")}</Th>
        </tr>
      </thead>
      <tbody>
        {functions.map((fn) => (
          <FunctionRow key={fn.id} fn={fn} />
        ))}
      </tbody>
    </Table>
  );
}

function FunctionRow({ fn }: { fn: FunctionView }) {
  const t = useTranslations("work");
  const format = useFormatter();
  const runs = (status?: string) => `/admin/work/runs?${new URLSearchParams({ function: fn.id, ...(status ? { status } : {}) })}`;
  const ended = fn.completed + fn.failed + fn.cancelled;
  return (
    <tr>
      <Td className="whitespace-nowrap">
        <Link href={runs()} className="font-medium hover:underline">
          {shortName(fn.id)}
        </Link>
        {!fn.served && (
          <Badge tone="warn" className="ml-2">
            {t("unserved")}
          </Badge>
        )}
      </Td>
      <Td className="text-right tabular-nums">{format.number(fn.active)}</Td>
      <Td className="text-right tabular-nums">{format.number(fn.lastHour)}</Td>
      <Td className="text-right tabular-nums">{format.number(fn.completed)}</Td>
      <Td className="text-right tabular-nums whitespace-nowrap">
        {fn.failed === 0 ? (
          0
        ) : (
          <Link href={runs("failed")} className="font-medium text-bad hover:underline">
            {format.number(fn.failed)} ({format.number(fn.failed / ended, { style: "percent", maximumFractionDigits: 1 })})
          </Link>
        )}
      </Td>
      <Td className="text-right whitespace-nowrap tabular-nums">{fn.p50Ms === null ? "" : took(format, fn.p50Ms)}</Td>
      <Td className="text-right whitespace-nowrap tabular-nums">{fn.p95Ms === null ? "" : took(format, fn.p95Ms)}</Td>
      <Td className="whitespace-nowrap text-muted">{fn.lastEndedAt && <RelativeTime at={fn.lastEndedAt} compact />}</Td>
      <Td className="text-xs text-muted max-sm:hidden">
        <span className="flex max-w-64 flex-wrap gap-x-2">
          {fn.triggers.map((trigger) => {
            const text = "cron" in trigger ? trigger.cron : trigger.event;
            return (
              <code key={text} className="whitespace-nowrap">
                {text}
              </code>
            );
          })}
        </span>
      </Td>
    </tr>
  );
}

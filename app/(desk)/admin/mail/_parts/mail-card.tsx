import { CircleAlert, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { buttonClass } from "@/components/ui/button";

type MailCardProps = {
  /** Who wrote to whom. */
  title: string;
  subject: string | null;
  at: Date;
  reason?: string | null;
  raw: string;
  /** What else there is to say of it: attempts, state. */
  facts: ReactNode;
  action?: ReactNode;
};

/** A mail that came or went no further: whose, why, its bytes, and what can be done. */
export function MailCard({ title, subject, at, reason, raw, facts, action }: MailCardProps) {
  const t = useTranslations("leftBehind");
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line bg-raised p-4">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <p className="min-w-0 [overflow-wrap:anywhere]">
          <span className="font-medium">{title}</span>
          {subject && <span className="block text-muted">{subject}</span>}
        </p>
        <RelativeTime at={at} className="shrink-0 text-xs text-faint" />
      </div>
      {reason && (
        <p className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 [overflow-wrap:anywhere]">{reason}</span>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {action}
        <a href={raw} download className={buttonClass("quiet")}>
          <Download aria-hidden />
          {t("raw")}
        </a>
        <span className="ml-auto text-xs text-faint">{facts}</span>
      </div>
    </li>
  );
}

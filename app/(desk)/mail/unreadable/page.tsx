import { CircleAlert, Download, MailCheck } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { RelativeTime } from "@/components/relative-time";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/domain/access/policy";
import { listUnreadable } from "@/domain/mail/queries";
import { Page } from "../../_parts/page";
import { RetryButton } from "./retry";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("unreadable"))("title") };
}

/** Letters that could not be processed: never lost, each with its reason, its bytes and another try. */
export default async function UnreadableMailPage() {
  const actor = await requireAgent("/portal", "/mail/unreadable");
  if (!can(actor, "mail.readLog")) notFound();
  const [t, format, letters] = [await getTranslations("unreadable"), await getFormatter(), await listUnreadable(actor)];
  return (
    <Page title={t("title")} text={letters.length > 0 ? t("text") : undefined}>
      {letters.length === 0 ? (
        <EmptyState icon={<MailCheck />} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {letters.map((mail) => (
            <li key={mail.id} className="flex flex-col gap-3 rounded-lg border border-line bg-raised p-4">
              <div className="flex items-baseline justify-between gap-3 text-sm">
                <p className="min-w-0 [overflow-wrap:anywhere]">
                  <span className="font-medium">{t("from", { sender: mail.envelopeFrom || t("nobody") })}</span>{" "}
                  <span className="text-muted">{t("to", { recipients: mail.envelopeTo.join(", ") })}</span>
                </p>
                <RelativeTime at={mail.receivedAt} className="shrink-0 text-xs text-faint" />
              </div>
              <p className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
                <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
                <span className="min-w-0 [overflow-wrap:anywhere]">{mail.error || t("noReason")}</span>
              </p>
              <div className="flex flex-wrap items-center gap-2">
                {can(actor, "mail.retry") && <RetryButton mailId={mail.id} />}
                <a href={`/api/v1/mail/inbound/${mail.id}/raw`} download className={buttonClass("quiet")}>
                  <Download aria-hidden />
                  {t("raw")}
                </a>
                <span className="ml-auto text-xs text-faint">
                  {t("attempts", { count: mail.attempts })} · {format.number(Math.ceil(mail.size / 1000))} kB
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

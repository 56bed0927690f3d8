import { TriangleAlert } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { listNotLeft, listNotRead, listPausedAnswers } from "@/domain/mail/left-behind";
import { listStrayReports } from "@/domain/mail/mail-log";
import { AgainButton } from "./_parts/again-button";
import { MailCard } from "./_parts/mail-card";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("leftBehind"))("title") };
}

/** Mail that went no further: letters that could not be read, mail that has not left, reports about no mail of ours. */
export default async function LeftBehindPage() {
  const actor = await requireAgent("/portal", "/admin/mail");
  if (!can(actor, "mail.readLog")) notFound();
  const t = await getTranslations("leftBehind");
  const [notRead, notLeft, reports, paused] = await Promise.all([
    listNotRead(actor),
    listNotLeft(actor),
    listStrayReports(actor),
    listPausedAnswers(actor),
  ]);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-12 shrink-0 items-center border-b border-line px-4 lg:px-6">
        <h1 className="truncate text-base">{t("title")}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-4xl flex-col gap-8 p-4 lg:p-6">
          {paused.map(({ scope, count }) => (
            <p key={scope} role="status" className="flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
              <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
              {scope === "everybody" ? t("pausedAll", { count }) : t("paused", { domain: scope, count })}
            </p>
          ))}
          <Section title={t("notRead")} text={t("notReadText")} empty={t("notReadEmpty")}>
            {notRead.map((mail) => (
              <MailCard
                key={mail.id}
                title={t("fromTo", { sender: mail.envelopeFrom || t("nobody"), recipients: mail.envelopeTo.join(", ") || t("nobody") })}
                subject={mail.subject}
                at={mail.receivedAt}
                reason={mail.error || t("noReason")}
                raw={`/api/v1/mail/inbound/${mail.id}/raw`}
                facts={`${t("attempts", { count: mail.attempts })} · ${t(mail.status === "failed" ? "unreadable" : "triedAgain")}`}
                action={can(actor, "mail.retry") && <AgainButton what="readAgain" id={mail.id} />}
              />
            ))}
          </Section>
          <Section title={t("notLeft")} text={t("notLeftText")} empty={t("notLeftEmpty")}>
            {notLeft.data.map((mail) => (
              <MailCard
                key={mail.id}
                title={t("to", { recipients: [...mail.to, ...mail.cc].map((box) => box.address).join(", ") })}
                subject={mail.subject}
                at={mail.createdAt}
                reason={mail.status === "held" ? null : mail.error}
                raw={`/api/v1/mail/outgoing/${mail.id}/raw`}
                facts={`${t("attempts", { count: mail.attempts })} · ${t(FATES[mail.status])}`}
                action={can(actor, "mail.retry") && mail.status !== "queued" && <AgainButton what="sendAgain" id={mail.id} />}
              />
            ))}
          </Section>
          <Section title={t("reports")} text={t("reportsText")} empty={t("reportsEmpty")}>
            {reports.data.map((mail) => (
              <MailCard
                key={mail.id}
                title={t("from", { sender: mail.from?.address || mail.envelopeFrom || t("nobody") })}
                subject={mail.subject}
                at={mail.receivedAt}
                raw={`/api/v1/mail/inbound/${mail.id}/raw`}
                facts={mail.class}
              />
            ))}
          </Section>
        </div>
      </div>
    </div>
  );
}

const FATES = { held: "held", failed: "givenUp", queued: "triedAgain", sent: "triedAgain" } as const;

function Section({ title, text, empty, children }: { title: string; text: string; empty: string; children: ReactNode[] }) {
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h2 className="text-sm font-semibold">{title}</h2>
        <p className="text-sm text-muted">{children.length === 0 ? empty : text}</p>
      </div>
      {children.length > 0 && <ul className="flex flex-col gap-3">{children}</ul>}
    </section>
  );
}

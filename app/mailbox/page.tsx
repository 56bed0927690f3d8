import clsx from "clsx";
import { ArrowRight, Mail, MailOpen } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RelativeTime } from "@/components/relative-time";
import { SourceLink } from "@/components/source-link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { system } from "@/domain/access/actor";
import { parseMail } from "@/domain/mail/parse";
import { listDemoMailbox, readDemoMail } from "@/domain/mail/queries";
import { isDemoRequest } from "@/lib/mode";
import { LookAgain } from "./_parts/look-again";
import { OpenMail, VIEWS } from "./_parts/open-mail";

type Props = { searchParams: Promise<{ mail?: string; view?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mailbox"))("title") };
}

/** The demo's mailbox: what left, as rendered, as text and raw, and an answer in the customer's place. */
export default async function MailboxPage({ searchParams }: Props) {
  if (!isDemoRequest(await headers())) notFound();
  const t = await getTranslations("mailbox");
  const { mail: wanted, view } = await searchParams;
  const mails = await listDemoMailbox(system("demo"));
  const open = wanted ? await readDemoMail(system("demo"), wanted).catch(() => notFound()) : null;
  const parsed = open ? await parseMail(open.raw) : null;
  return (
    <div className="flex h-dvh flex-col">
      <LookAgain />
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <h1 className="text-base">{t("title")}</h1>
        <p className="text-xs text-muted max-md:hidden">{t("text")}</p>
        <span className="ml-auto flex items-center gap-3">
          <SourceLink />
          <Link href="/" className={buttonClass("quiet")}>
            {t("toDesk")}
            <ArrowRight aria-hidden />
          </Link>
        </span>
      </header>
      <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 bg-surface outline-none">
        {mails.length === 0 ? (
          <EmptyState icon={<Mail />} title={t("empty")}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <ul
            aria-label={t("list")}
            className={clsx("min-h-0 w-full shrink-0 overflow-y-auto border-line md:w-80 md:border-r", open && "max-md:hidden")}
          >
            {mails.map((mail) => (
              <li key={mail.id} className="border-b border-line">
                <Link
                  href={`/mailbox?mail=${mail.id}`}
                  aria-current={mail.id === wanted ? "true" : undefined}
                  className={clsx(
                    "block px-4 py-2.5 focus-visible:-outline-offset-2",
                    mail.id === wanted ? "bg-selected" : "hover:bg-hover",
                  )}
                >
                  <span className="flex items-baseline gap-2">
                    <span className="truncate text-sm font-medium">{mail.to.map((box) => box.name || box.address).join(", ")}</span>
                    <RelativeTime at={mail.createdAt} compact className="ml-auto shrink-0 text-xs text-faint" />
                  </span>
                  <span className="block truncate text-sm text-muted">{mail.subject}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {open && parsed ? (
          <OpenMail id={open.id} raw={open.raw} parsed={parsed} view={VIEWS.find((each) => each === view) ?? "rendered"} />
        ) : (
          mails.length > 0 && (
            <div className="hidden flex-1 items-center md:flex">
              <EmptyState icon={<MailOpen />} title={t("pick")}>
                {t("pickText")}
              </EmptyState>
            </div>
          )
        )}
      </main>
    </div>
  );
}

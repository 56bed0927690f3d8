import { Mail } from "lucide-react";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RelativeTime } from "@/components/relative-time";
import { SourceLink } from "@/components/source-link";
import { EmptyState } from "@/components/ui/empty-state";
import { system } from "@/domain/access/actor";
import { parseMail } from "@/domain/mail/parse";
import { listDemoMailbox, readDemoMail } from "@/domain/mail/queries";
import { isDemoRequest } from "@/lib/mode";
import { ReplyAsCustomer } from "./reply";

type Props = { searchParams: Promise<{ mail?: string; raw?: string }> };

/** The demo's mailbox: what left, as rendered and raw, and an answer in the customer's place. */
export default async function MailboxPage({ searchParams }: Props) {
  if (!isDemoRequest(await headers())) notFound();
  const t = await getTranslations("mailbox");
  const { mail: wanted, raw } = await searchParams;
  const mails = await listDemoMailbox(system("demo"));
  const open = wanted ? await readDemoMail(system("demo"), wanted).catch(() => notFound()) : null;
  const parsed = open ? await parseMail(open.raw) : null;
  return (
    <main id="main" className="mx-auto flex h-dvh max-w-6xl flex-col gap-3 p-3 lg:p-5">
      <header className="flex items-baseline gap-3">
        <h1 className="text-lg font-semibold">{t("title")}</h1>
        <p className="text-[13px] text-muted">{t("text")}</p>
        <SourceLink className="ml-auto" />
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-surface md:flex-row">
        {mails.length === 0 ? (
          <div className="flex-1">
            <EmptyState icon={<Mail />} title={t("empty")} />
          </div>
        ) : (
          <ul className={`min-h-0 overflow-y-auto border-line md:w-80 md:border-r ${open ? "max-h-40 md:max-h-none" : ""}`}>
            {mails.map((mail) => (
              <li key={mail.id}>
                <Link
                  href={`/mailbox?mail=${mail.id}`}
                  aria-current={mail.id === wanted ? "true" : undefined}
                  className={`block border-b border-line px-3 py-2 ${mail.id === wanted ? "bg-selected" : "hover:bg-hover"}`}
                >
                  <span className="flex gap-2 text-[12.5px]">
                    <span className="truncate font-medium">{mail.to.map((box) => box.address).join(", ")}</span>
                    <RelativeTime at={mail.createdAt} className="ml-auto shrink-0 text-faint" />
                  </span>
                  <span className="block truncate text-[13px] text-muted">{mail.subject}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {open && parsed && (
          <article className="flex min-h-0 min-w-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
            <h2 className="font-semibold">{parsed.subject}</h2>
            <dl className="grid grid-cols-[4rem_1fr] text-[13px]">
              <dt className="text-muted">{t("from")}</dt>
              <dd>
                {parsed.from?.name} &lt;{parsed.from?.address}&gt;
              </dd>
              <dt className="text-muted">{t("to")}</dt>
              <dd>{parsed.to.map((box) => `${box.name} <${box.address}>`).join(", ")}</dd>
            </dl>
            <nav className="flex gap-3 text-[13px]">
              <Link href={`/mailbox?mail=${open.id}`} className={raw ? "text-muted" : "font-medium underline"}>
                {t("rendered")}
              </Link>
              <Link href={`/mailbox?mail=${open.id}&raw=1`} className={raw ? "font-medium underline" : "text-muted"}>
                {t("raw")}
              </Link>
            </nav>
            {raw ? (
              <pre className="overflow-x-auto rounded-md bg-hover p-3 text-[12px] whitespace-pre-wrap">{open.raw.toString("utf8")}</pre>
            ) : (
              <iframe
                title={t("rendered")}
                sandbox=""
                srcDoc={parsed.html ?? `<pre>${parsed.text}</pre>`}
                className="min-h-72 w-full flex-1 rounded-md border border-line bg-white"
              />
            )}
            <ReplyAsCustomer mailId={open.id} />
          </article>
        )}
      </div>
    </main>
  );
}

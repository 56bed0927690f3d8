import clsx from "clsx";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import type { ParsedMail } from "@/domain/mail/parse";
import { ReplyAsCustomer } from "./reply-as-customer";

export const VIEWS = ["rendered", "plain", "raw"] as const;
export type View = (typeof VIEWS)[number];

/** A mail as the recipient's program shows it, as its text part, and as it went over the wire. */
export function OpenMail({ id, raw, parsed, view }: { id: string; raw: Buffer; parsed: ParsedMail; view: View }) {
  const t = useTranslations("mailbox");
  return (
    <article aria-label={parsed.subject} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-col gap-3 border-b border-line px-4 pt-3">
        <div className="flex items-start gap-2">
          <Link
            href="/mailbox"
            aria-label={t("list")}
            className="-ml-2 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover md:hidden"
          >
            <ArrowLeft className="size-4" aria-hidden />
          </Link>
          <h2 className="min-w-0 pt-1 text-base [overflow-wrap:anywhere]">{parsed.subject}</h2>
        </div>
        <dl className="grid grid-cols-[3rem_minmax(0,1fr)] gap-y-0.5 text-sm [&_dd]:[overflow-wrap:anywhere] [&_dt]:text-faint">
          <dt>{t("from")}</dt>
          <dd>{parsed.from && boxText(parsed.from)}</dd>
          <dt>{t("to")}</dt>
          <dd>{parsed.to.map(boxText).join(", ")}</dd>
        </dl>
        <nav aria-label={t("view")} className="flex gap-4">
          {VIEWS.map((each) => (
            <Link
              key={each}
              href={`/mailbox?mail=${id}${each === "rendered" ? "" : `&view=${each}`}`}
              aria-current={each === view ? "page" : undefined}
              className={clsx(
                "-mb-px inline-flex h-9 items-center border-b-2 text-sm font-medium",
                each === view ? "border-accent text-text" : "border-transparent text-muted hover:text-text",
              )}
            >
              {t(each)}
            </Link>
          ))}
        </nav>
      </header>
      {view === "rendered" ? (
        // The frame has no rights at all and is white, as in most mail programs.
        <div className="flex min-h-60 flex-1 bg-white px-2 pt-1">
          <iframe
            title={t("rendered")}
            sandbox=""
            srcDoc={parsed.html ?? `<pre style="white-space:pre-wrap">${escaped(parsed.text)}</pre>`}
            className="w-full flex-1 bg-white"
          />
        </div>
      ) : (
        <section
          aria-label={t(view)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="min-h-60 flex-1 overflow-auto px-4 py-3 -outline-offset-2"
        >
          <pre className="font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
            {view === "raw" ? raw.toString("utf8") : parsed.text || t("noText")}
          </pre>
        </section>
      )}
      <ReplyAsCustomer key={id} mailId={id} />
    </article>
  );
}

const boxText = ({ name, address }: { name: string; address: string }): string => (name ? `${name} <${address}>` : address);
const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

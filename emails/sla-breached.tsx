import { Link, Text } from "react-email";
import { Layout } from "./_parts/layout";
import { localeOf, mailWords } from "./_parts/words";

export type SlaBreached = {
  locale: string | null;
  name: string;
  number: string;
  subject: string;
  queue: string;
  /** What is overdue, in the reader's words. */
  what: string;
  dueAt: Date;
  url: string;
};

/** To an agent: which promise was broken, and the way to it. */
export function SlaBreachedMail({ locale, name, number, subject, queue, what, dueAt, url }: SlaBreached) {
  const t = mailWords(locale);
  // The reader's zone is not known here; universal time is at least said to be that.
  const due = new Intl.DateTimeFormat(localeOf(locale), { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(dueAt);
  return (
    <Layout locale={localeOf(locale)} preview={t("breached.body", { what, due })}>
      <Text>{t("breached.greeting", { name })}</Text>
      <Text>{t("breached.body", { what, due })}</Text>
      <Text>
        <strong>{subject}</strong>
        <br />
        {t("breached.where", { number, queue })}
      </Text>
      <Text>
        <Link href={url}>{t("breached.open")}</Link>
      </Text>
    </Layout>
  );
}

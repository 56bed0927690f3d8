import { Text } from "react-email";
import { Layout } from "./_parts/layout";
import { localeOf, mailWords } from "./_parts/words";

/** For whoever answers a closed ticket in a queue that opens none again: kept, but nobody will act on it (A5). */
export function TicketClosedNoticeMail({ locale, number }: { locale: string | null; number: string }) {
  const t = mailWords(locale);
  return (
    <Layout locale={localeOf(locale)} preview={t("rejection.subject")}>
      <Text>{t("rejection.body", { number })}</Text>
      <Text>{t("rejection.anew")}</Text>
    </Layout>
  );
}

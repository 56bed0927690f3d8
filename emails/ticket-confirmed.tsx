import { Text } from "react-email";
import { Layout } from "./_parts/layout";
import { localeOf, mailWords } from "./_parts/words";

/**
 * The short answer to an address that nothing proves yet: without a name, a subject or a word of what was sent, so that
 * nobody can have us carry his message to somebody else (A3).
 */
export function TicketConfirmedMail({ locale, number }: { locale: string | null; number: string }) {
  const t = mailWords(locale);
  return (
    <Layout locale={localeOf(locale)} preview={t("confirmation.body", { number })}>
      <Text>{t("confirmation.body", { number })}</Text>
      <Text>{t("confirmation.notYou")}</Text>
    </Layout>
  );
}

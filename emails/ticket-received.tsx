import { Text } from "react-email";
import { Layout } from "./_parts/layout";
import { localeOf, mailWords } from "./_parts/words";

export type TicketReceived = { locale: string | null; name: string; number: string };

/** The receipt for a new request. It repeats nothing of what was sent: the address may be somebody else's (A3). */
export function TicketReceivedMail({ locale, name, number }: TicketReceived) {
  const t = mailWords(locale);
  return (
    <Layout locale={localeOf(locale)} preview={t("receipt.body", { number })}>
      <Text>{t("receipt.greeting", { name })}</Text>
      <Text>{t("receipt.body", { number })}</Text>
      <Text>{t("receipt.more")}</Text>
    </Layout>
  );
}

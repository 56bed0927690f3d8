import { Link, Text } from "react-email";
import { Layout } from "./_parts/layout";
import { localeOf, mailWords } from "./_parts/words";

export type SignInLink = { locale: string | null; url: string; minutes: number };

/** The way in for somebody without a password. Whoever has the mail has the link, so it says for how long, and for whom not. */
export function SignInLinkMail({ locale, url, minutes }: SignInLink) {
  const t = mailWords(locale);
  return (
    <Layout locale={localeOf(locale)} preview={t("signIn.body", { minutes: String(minutes) })}>
      <Text>{t("signIn.body", { minutes: String(minutes) })}</Text>
      <Text>
        <Link href={url}>{url}</Link>
      </Text>
      <Text>{t("signIn.notYou")}</Text>
    </Layout>
  );
}

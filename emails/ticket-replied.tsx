import { Hr, Section, Text } from "react-email";
import { Layout } from "./_parts/layout";
import { localeOf, mailWords } from "./_parts/words";

export type TicketReplied = { locale: string | null; number: string; html: string; signature: string; reference: string };

/** An agent's answer. It is a person's mail, so it says what he wrote, his signature, and hardly more. */
export function TicketRepliedMail({ locale, number, html, signature, reference }: TicketReplied) {
  const t = mailWords(locale);
  return (
    <Layout locale={localeOf(locale)} preview={t("reply.preview")}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: already cleaned by lib/html; it is what the agent wrote in our editor */}
      <div dangerouslySetInnerHTML={{ __html: html }} />
      {signature !== "" && (
        <Section>
          <Text style={{ whiteSpace: "pre-line", opacity: 0.8 }}>{signature}</Text>
        </Section>
      )}
      <Hr style={{ border: "none", borderTop: "1px solid #8884", margin: "20px 0 8px" }} />
      <Text style={{ fontSize: 12, opacity: 0.65, margin: 0 }}>
        {t("reply.ticket", { number })} · {t("reply.keepSubject")}
      </Text>
      {/* Some programs drop the headers of what they answer and keep only the quote (A2). */}
      <Text style={{ fontSize: 9, lineHeight: "1.3", opacity: 0.4, margin: "4px 0 0" }}>{reference}</Text>
    </Layout>
  );
}

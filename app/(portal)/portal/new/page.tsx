import { MailQuestion } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCustomer } from "@/app/_door/session";
import { EmptyState } from "@/components/ui/empty-state";
import { listQueuesToAsk } from "@/domain/tickets/queues-to-ask";
import { RequestForm } from "../_parts/request-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("new") };
}

type Props = { searchParams: Promise<{ subject?: string | string[] }> };

/** `subject` is what somebody looked for in the FAQ and did not find. */
export default async function NewRequestPage({ searchParams }: Props) {
  const { subject } = await searchParams;
  const asked = typeof subject === "string" ? subject.slice(0, 500) : "";
  const actor = await requireCustomer("/tickets/new", `/portal/new${asked && `?subject=${encodeURIComponent(asked)}`}`);
  const [t, queues] = [await getTranslations("portal"), await listQueuesToAsk(actor)];
  return (
    <>
      <h1 className="text-2xl">{t("new")}</h1>
      {queues.length === 0 ? (
        <EmptyState icon={<MailQuestion />} title={t("noQueue")}>
          {t("noQueueText")}
        </EmptyState>
      ) : (
        <>
          <p className="mt-1 mb-5 text-sm text-muted">{t("newText")}</p>
          <RequestForm queues={queues} subject={asked} />
        </>
      )}
    </>
  );
}

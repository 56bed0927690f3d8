import { PlusCircle } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { EmptyState } from "@/components/ui/empty-state";
import { listChoices } from "@/domain/tickets/queries";
import { listQueuesToAsk } from "@/domain/tickets/queues-to-ask";
import { Page } from "../../_parts/page";
import { NewTicketForm } from "./_parts/form";

type Props = { searchParams: Promise<{ queue?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("newTicket"))("title") };
}

/** An agent writes down what somebody asked by phone or at the counter. */
export default async function NewTicketPage({ searchParams }: Props) {
  const actor = await requireAgent("/portal/new", "/tickets/new");
  const t = await getTranslations("newTicket");
  const [{ queue }, queues, choices] = await Promise.all([searchParams, listQueuesToAsk(actor), listChoices()]);
  return (
    <Page title={t("title")} text={t("text")}>
      {queues.length === 0 ? (
        <EmptyState icon={<PlusCircle />} title={t("noQueue")}>
          {t("noQueueText")}
        </EmptyState>
      ) : (
        <NewTicketForm
          queues={queues.map((q) => q.name)}
          queue={queues.find((q) => q.name === queue)?.name ?? queues[0]!.name}
          priorities={choices.priorities.map(({ name, isDefault }) => ({ name, usual: isDefault }))}
          types={choices.types.map((type) => type.name)}
        />
      )}
    </Page>
  );
}

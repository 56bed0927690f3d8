import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { Page } from "../../../_parts/page";
import { queueChoices } from "../_parts/choices";
import { QueueForm } from "../_parts/queue-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queues"))("new") };
}

export default async function NewQueuePage() {
  const actor = await requireAgent("/portal", "/admin/queues/new");
  if (!can(actor, "queue.configure")) notFound();
  const t = await getTranslations("queues");
  return (
    <Page title={t("new")}>
      <QueueForm queue={null} choices={await queueChoices(actor)} />
    </Page>
  );
}

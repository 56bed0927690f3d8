import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { getQueueSettings } from "@/domain/setup/configure-queue";
import { isRefusal } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { Page } from "../../../_parts/page";
import { queueChoices } from "../_parts/choices";
import { CloseQueue } from "../_parts/close-queue";
import { QueueForm } from "../_parts/queue-form";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queues"))("title") };
}

/** Everything an administrator says of a queue. */
export default async function QueuePage({ params }: Props) {
  const { id } = await params;
  const actor = await requireAgent("/portal", `/admin/queues/${id}`);
  if (!can(actor, "queue.configure") || !isId(id)) notFound();
  const queue = await getQueueSettings(actor, id).catch((error: unknown) => {
    if (isRefusal(error) && error.code === "not_found") notFound();
    throw error;
  });
  const choices = await queueChoices(actor);
  return (
    <Page title={queue.name.replaceAll("::", " › ")}>
      <QueueForm key={JSON.stringify(queue)} queue={queue} choices={choices} />
      <CloseQueue
        id={queue.id}
        name={queue.name}
        active={queue.active}
        successors={choices.queues.filter((one) => one.id !== id).map((one) => ({ value: one.id, label: one.name }))}
      />
    </Page>
  );
}

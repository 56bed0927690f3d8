import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { listActivities, listTimeOfQueues } from "@/domain/tickets/time-activities";
import { AdminPage } from "../_parts/admin-page";
import { Activities } from "./_parts/activities";
import { QueueSwitch } from "./_parts/queue-switch";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("time"))("title") };
}

/** What time is booked on, and which queues ask for it. */
export default async function TimePage() {
  const actor = await requireAgent("/portal", "/admin/time");
  if (!can(actor, "time.configure")) notFound();
  const [t, activities, queues] = await Promise.all([
    getTranslations("time"),
    listActivities(actor, { closed: true }),
    listTimeOfQueues(actor),
  ]);
  return (
    <AdminPage title={t("title")} text={t("adminText")}>
      <Activities activities={activities} />
      <section className="flex flex-col gap-2">
        <h2 className="text-sm font-semibold">{t("queues")}</h2>
        <p className="text-sm text-muted">{t("queuesText")}</p>
        <ul className="flex flex-col gap-1">
          {queues.map((queue) => (
            <li key={queue.id}>
              <QueueSwitch queue={queue} />
            </li>
          ))}
        </ul>
      </section>
    </AdminPage>
  );
}

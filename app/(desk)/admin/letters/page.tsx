import { PenLine } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/domain/access/policy";
import { listQueues } from "@/domain/tickets/queries";
import { listLetterParts } from "@/domain/words/letter-parts";
import { AdminPage } from "../_parts/admin-page";
import { PartCard } from "./_parts/part-card";
import { PartDialog } from "./_parts/part-dialog";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("letters"))("title") };
}

/** How answers begin and end, by queue and language. */
export default async function LettersPage() {
  const actor = await requireAgent("/portal", "/admin/letters");
  if (!can(actor, "words.write")) notFound();
  const [t, parts, queues] = await Promise.all([getTranslations("letters"), listLetterParts(actor), listQueues(actor)]);
  const names = queues.map((queue) => queue.name);
  return (
    <AdminPage title={t("title")} text={t("text")} aside={<PartDialog queues={names} />}>
      {parts.length === 0 ? (
        <EmptyState icon={<PenLine />} title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {parts.map((part) => (
            <PartCard key={part.id} part={part} queues={names} />
          ))}
        </ul>
      )}
    </AdminPage>
  );
}

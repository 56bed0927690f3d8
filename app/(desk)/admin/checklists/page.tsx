import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/domain/access/policy";
import { listChecklists } from "@/domain/tasks/checklists";
import { AdminPage } from "../_parts/admin-page";
import { ChecklistCard } from "./_parts/checklist-card";
import { ChecklistDialog } from "./_parts/checklist-dialog";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("checklists"))("title") };
}

/** Lists of tasks that agents add to a ticket at once. */
export default async function ChecklistsPage() {
  const actor = await requireAgent("/portal", "/admin/checklists");
  if (!can(actor, "words.write")) notFound();
  const [t, checklists] = await Promise.all([getTranslations("checklists"), listChecklists(actor)]);
  return (
    <AdminPage title={t("title")} text={t("text")} aside={<ChecklistDialog />}>
      {checklists.length === 0 ? (
        <EmptyState icon={<ListChecks />} title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {checklists.map((checklist) => (
            <ChecklistCard key={checklist.id} checklist={checklist} />
          ))}
        </ul>
      )}
    </AdminPage>
  );
}

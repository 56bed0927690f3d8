import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { listPriorities } from "@/domain/setup/priorities";
import { Page } from "../../_parts/page";
import { ChoiceList } from "../_parts/choices/choice-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin"))("priorities") };
}

/** How urgent a ticket can be, and how that is drawn. */
export default async function PrioritiesPage() {
  const actor = await requireAgent("/portal", "/admin/priorities");
  if (!can(actor, "choice.configure")) notFound();
  const [t, tc, all] = [await getTranslations("admin"), await getTranslations("choices"), await listPriorities(actor)];
  const choices = all.map((one) => ({
    ...{ id: String(one.id), name: one.name, position: one.position, active: !one.retiredAt },
    successor: all.find((other) => other.id === one.successorId)?.name ?? null,
    ...{ isDefault: one.isDefault, sign: one.sign, color: one.color },
  }));
  return (
    <Page title={t("priorities")} text={tc("priorityText")}>
      <ChoiceList kind="priority" choices={choices} />
    </Page>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { listStates } from "@/domain/setup/states";
import { Page } from "../../_parts/page";
import { ChoiceList } from "../_parts/choices/choice-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin"))("states") };
}

/** What a ticket can be, and what its customer reads of it. */
export default async function StatesPage() {
  const actor = await requireAgent("/portal", "/admin/states");
  if (!can(actor, "choice.configure")) notFound();
  const [t, tc, all] = [await getTranslations("admin"), await getTranslations("choices"), await listStates(actor)];
  const choices = all.map((one) => ({
    ...{ id: String(one.id), name: one.name, position: one.position, active: !one.retiredAt },
    successor: all.find((other) => other.id === one.successorId)?.name ?? null,
    ...{ isDefault: one.isDefault, type: one.type, label: one.label, waitsFor: one.waitsFor },
  }));
  return (
    <Page title={t("states")} text={tc("stateText")}>
      <ChoiceList kind="state" choices={choices} />
    </Page>
  );
}

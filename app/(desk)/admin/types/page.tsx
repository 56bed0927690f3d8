import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { listTypes } from "@/domain/setup/types";
import { Page } from "../../_parts/page";
import { ChoiceList } from "../_parts/choices/choice-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin"))("types") };
}

/** What kinds of requests there are. */
export default async function TypesPage() {
  const actor = await requireAgent("/portal", "/admin/types");
  if (!can(actor, "choice.configure")) notFound();
  const [t, tc, all] = [await getTranslations("admin"), await getTranslations("choices"), await listTypes(actor)];
  const choices = all.map((one) => ({
    ...{ id: String(one.id), name: one.name, position: one.position, active: !one.retiredAt },
    successor: all.find((other) => other.id === one.successorId)?.name ?? null,
    isDefault: false,
  }));
  return (
    <Page title={t("types")} text={tc("typeText")}>
      <ChoiceList kind="type" choices={choices} />
    </Page>
  );
}

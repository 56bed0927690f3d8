import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { getNumbers } from "@/domain/setup/numbers";
import { Page } from "../../_parts/page";
import { NumbersForm } from "./_parts/numbers-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("numbers"))("title") };
}

/** How new tickets are numbered. */
export default async function NumbersPage() {
  const actor = await requireAgent("/portal", "/admin/numbers");
  if (!can(actor, "choice.configure")) notFound();
  const t = await getTranslations("numbers");
  return (
    <Page title={t("title")} text={t("text")}>
      <NumbersForm numbers={await getNumbers(actor)} />
    </Page>
  );
}

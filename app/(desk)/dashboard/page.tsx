import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { can } from "@/domain/access/policy";
import { latestSeq } from "@/domain/events/history";
import { readDashboard } from "@/domain/reports/dashboard";
import { DashboardView, type Shown } from "./_parts/dashboard-view";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dashboard"))("title") };
}

export default async function DashboardPage() {
  const actor = await requireAgent("/portal", "/dashboard");
  if (!can(actor, "dashboard.read")) notFound();
  const since = await latestSeq();
  const dashboard = await readDashboard(actor);
  // Instants travel as text, as the API sends them.
  return <DashboardView since={since} initial={JSON.parse(JSON.stringify(dashboard)) as Shown} />;
}

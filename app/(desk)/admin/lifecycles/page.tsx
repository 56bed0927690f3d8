import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { namesIn } from "@/components/names";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { can } from "@/domain/access/policy";
import { listLifecycles } from "@/domain/setup/lifecycles";
import { choicesNow } from "@/domain/tickets/choices";
import { Page } from "../../_parts/page";
import { LifecycleForm } from "./_parts/lifecycle-form";

type Props = { searchParams: Promise<{ type?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("lifecycles"))("title") };
}

/** Which state may follow which: for all types, or for one. */
export default async function LifecyclesPage({ searchParams }: Props) {
  const actor = await requireAgent("/portal", "/admin/lifecycles");
  if (!can(actor, "choice.configure")) notFound();
  const [t, names] = [await getTranslations("lifecycles"), await getTranslations("names")];
  const name = namesIn(names);
  const [{ type: asked }, lifecycles, { types, states }] = await Promise.all([searchParams, listLifecycles(actor), choicesNow()]);
  const type = types.find((one) => one.name === asked && !one.retiredAt)?.name ?? null;
  const lifecycle = lifecycles.find((one) => one.type === type);
  const links = [null, ...types.filter((one) => !one.retiredAt).map((one) => one.name)];
  return (
    <Page title={t("title")} text={t("text")}>
      <nav aria-label={t("types")} className="flex flex-wrap gap-1.5">
        {links.map((one) => (
          <Link
            key={one ?? ""}
            href={one === null ? "/admin/lifecycles" : `/admin/lifecycles?type=${encodeURIComponent(one)}`}
            aria-current={one === type ? "page" : undefined}
            className={buttonClass(one === type ? "primary" : "plain", "sm")}
          >
            {one === null ? t("all") : name(one)}
            {one !== null && lifecycles.some((other) => other.type === one) && " ·"}
          </Link>
        ))}
      </nav>
      <LifecycleForm
        key={type ?? ""}
        type={type}
        steps={lifecycle?.steps ?? []}
        states={states
          .filter((state) => !state.retiredAt && state.type !== "merged" && state.type !== "removed")
          .map((state) => ({ name: state.name, type: state.type }))}
      />
    </Page>
  );
}

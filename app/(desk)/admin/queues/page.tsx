import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { can } from "@/domain/access/policy";
import { listQueueTree } from "@/domain/setup/queues";
import { Page } from "../../_parts/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin"))("queues") };
}

/** The tree of queues, closed ones too. */
export default async function QueuesPage() {
  const actor = await requireAgent("/portal", "/admin/queues");
  if (!can(actor, "queue.configure")) notFound();
  const [t, tc, queues] = [await getTranslations("queues"), await getTranslations("choices"), await listQueueTree(actor)];
  return (
    <Page title={t("title")} text={t("text")}>
      <div>
        <Link href="/admin/queues/new" className={buttonClass("primary")}>
          <Plus aria-hidden />
          {t("new")}
        </Link>
      </div>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
        {queues.map((queue) => (
          <li key={queue.id}>
            <Link
              href={`/admin/queues/${queue.id}`}
              className="flex flex-col gap-0.5 px-4 py-2.5 text-sm hover:bg-hover focus-visible:-outline-offset-2"
              style={{ paddingLeft: `${1 + (queue.name.split("::").length - 1) * 1.25}rem` }}
            >
              <span className={queue.active ? "truncate font-medium" : "truncate text-faint line-through"} title={queue.name}>
                {queue.name.split("::").at(-1)}
              </span>
              <span className="text-xs [overflow-wrap:anywhere] text-muted">
                {[queue.address ?? t("noAddress"), t("ofGroup", { group: queue.group })].join(" · ")}
                {!queue.active && ` · ${queue.successor ? tc("closedFor", { name: queue.successor }) : tc("closed")}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}

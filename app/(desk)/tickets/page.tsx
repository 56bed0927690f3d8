import { MousePointerClick } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { EmptyState } from "@/components/ui/empty-state";
import { ListPane } from "./_parts/list-pane";

type Props = { searchParams: Promise<{ queue?: string; view?: string }> };

export default async function TicketsPage({ searchParams }: Props) {
  const actor = await requireAgent();
  const { queue, view } = await searchParams;
  const t = await getTranslations("desk");
  return (
    <>
      <ListPane actor={actor} search={{ queue, view }} />
      <div className="hidden flex-1 items-center justify-center lg:flex">
        <EmptyState icon={<MousePointerClick />} title={t("pickOne")}>
          {t("pickOneText")}
        </EmptyState>
      </div>
    </>
  );
}

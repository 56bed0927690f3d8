import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireAgent } from "@/app/_door/session";
import { ListPane } from "./_parts/list-pane";
import { type Search, searchOf, viewOf } from "./_parts/view";

type Props = { searchParams: Promise<Search> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { queue, view, q } = await searchParams;
  const { key } = viewOf({ queue, view, q });
  return { title: key ? (await getTranslations("desk"))(key) : queue };
}

export default async function TicketsPage({ searchParams }: Props) {
  const { queue, view, q } = await searchParams;
  const actor = await requireAgent("/portal", `/tickets${searchOf({ queue, view, q })}`);
  return <ListPane actor={actor} search={{ queue, view, q }} />;
}

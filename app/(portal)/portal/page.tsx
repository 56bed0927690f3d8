import { MessagesSquare, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCustomer } from "@/app/_door/session";
import { RelativeTime } from "@/components/relative-time";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { listOwnRequests, MAX_REQUESTS } from "@/domain/tickets/own-requests";
import { PlainState } from "./_parts/plain-state";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("title") };
}

/** A customer's own requests. */
export default async function PortalPage() {
  const actor = await requireCustomer("/tickets", "/portal");
  const [t, requests] = [await getTranslations("portal"), await listOwnRequests(actor)];
  const newRequest = (
    <Link href="/portal/new" className={buttonClass("primary", "md")}>
      <Plus aria-hidden />
      {t("new")}
    </Link>
  );
  return (
    <>
      <div className="mb-4 flex items-center justify-between gap-3">
        <h1 className="text-2xl">{t("title")}</h1>
        {requests.length > 0 && newRequest}
      </div>
      {requests.length === 0 ? (
        <EmptyState icon={<MessagesSquare />} title={t("empty")} action={newRequest}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <ul aria-label={t("list")} className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {requests.map((request) => (
            <li key={request.number}>
              <Link
                href={`/portal/tickets/${request.number}`}
                className="flex flex-col gap-1 px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2"
              >
                <span className="flex items-baseline gap-3">
                  <span className="min-w-0 flex-1 truncate font-medium">{request.subject}</span>
                  <RelativeTime at={request.at} className="shrink-0 text-xs text-faint" />
                </span>
                <span className="flex items-center gap-3 text-sm">
                  <span className="min-w-0 flex-1 truncate text-muted">
                    <span className="text-faint tabular-nums">#{request.number}</span> {request.preview}
                  </span>
                  <PlainState label={request.label} type={request.stateType} waitsFor={request.waitsFor} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {requests.length === MAX_REQUESTS && <p className="mt-3 text-xs text-faint">{t("more", { count: MAX_REQUESTS })}</p>}
    </>
  );
}

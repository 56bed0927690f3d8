import clsx from "clsx";
import { ChevronUp, ChevronsUp, CircleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { RelativeTime } from "./relative-time";
import { StatusBadge } from "./status-badge";
import { Avatar } from "./ui/avatar";

export type TicketRowData = {
  number: string;
  subject: string;
  preview: string;
  state: string;
  stateType: Parameters<typeof StatusBadge>[0]["type"];
  priority: string;
  customer: { name: string };
  owner: { name: string } | null;
  updatedAt: string;
  unansweredSince: string | null;
  needsDecision: boolean;
};

/** One line of a list: who, what, how it stands. The dot says that the customer waits for an answer. */
export function TicketRow({ ticket, href, selected }: { ticket: TicketRowData; href: string; selected: boolean }) {
  const t = useTranslations("queue");
  const waiting = ticket.unansweredSince !== null;
  return (
    <li>
      <Link
        href={href}
        data-number={ticket.number}
        aria-current={selected ? "true" : undefined}
        className={clsx("group grid grid-cols-[14px_1fr_auto] gap-x-2 border-b border-line px-3 py-2.5 transition-colors", selected ? "bg-selected" : "hover:bg-hover")}
      >
        <span className="pt-[7px]">{waiting && <span className="block size-2 rounded-full bg-accent" role="img" aria-label={t("waitsForAnswer")} title={t("waitsForAnswer")} />}</span>
        <span className="min-w-0">
          <span className="flex items-baseline gap-2">
            <span className={clsx("truncate text-[13.5px]", waiting ? "font-semibold" : "font-medium")}>{ticket.subject}</span>
          </span>
          <span className="block truncate text-[12.5px] text-muted">
            <span className="text-text/80">{ticket.customer.name}</span> {ticket.preview && <>· {ticket.preview}</>}
          </span>
          <span className="mt-0.5 flex items-center gap-2.5 text-[12px] text-faint">
            <span className="tabular-nums">#{ticket.number}</span>
            <StatusBadge type={ticket.stateType} name={ticket.state} />
            <PriorityMark name={ticket.priority} />
            {ticket.needsDecision && (
              <span className="inline-flex items-center gap-1 text-warn">
                <CircleAlert className="size-3.5" aria-hidden /> {t("needsDecision")}
              </span>
            )}
          </span>
        </span>
        <span className="flex flex-col items-end justify-between gap-1">
          <RelativeTime at={ticket.updatedAt} className="text-[12px] whitespace-nowrap text-faint" />
          {ticket.owner && <Avatar name={ticket.owner.name} size={20} />}
        </span>
      </Link>
    </li>
  );
}

function PriorityMark({ name }: { name: string }) {
  if (name !== "high" && name !== "very high") return null;
  const Icon = name === "high" ? ChevronUp : ChevronsUp;
  return (
    <span className="inline-flex items-center gap-0.5 text-bad">
      <Icon className="size-3.5" aria-hidden /> {name}
    </span>
  );
}

"use client";

import clsx from "clsx";
import { CircleAlert, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { type Due, DueBadge } from "./due-badge";
import { PriorityIcon } from "./priority-icon";
import { usePrioritySign } from "./priority-signs";
import { RelativeTime } from "./relative-time";
import { type StateLook, StatusBadge } from "./status-badge";
import { Avatar, type Presence } from "./ui/avatar";
import { Badge } from "./ui/badge";

export type TicketRowData = {
  number: string;
  subject: string;
  preview: string;
  state: string;
  stateType: StateLook;
  priority: string;
  customer: { name: string };
  owner: { name: string } | null;
  updatedAt: string;
  unansweredSince: string | null;
  needsDecision: boolean;
  tags?: readonly string[];
  sla?: Due;
};

type TicketRowProps = {
  ticket: TicketRowData;
  href: string;
  selected?: boolean;
  /** Something the reader has not seen; by default that the customer waits for an answer. */
  unread?: boolean;
  hasDraft?: boolean;
  looking?: readonly { name: string; doing: Presence }[];
  onChoose?: () => void;
};

const TAGS_SHOWN = 2;

/** One ticket in a list (inside `ul.ticket-list`): who, what, how it stands. Three lines where narrow, one where wide. */
export function TicketRow({
  ticket,
  href,
  selected = false,
  unread = ticket.unansweredSince !== null,
  hasDraft = false,
  looking = [],
  onChoose,
}: TicketRowProps) {
  const t = useTranslations("queue");
  const urgent = !usePrioritySign()(ticket.priority).usual;
  const others = looking.filter((person) => person.name !== ticket.owner?.name);
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        href={href}
        data-number={ticket.number}
        onClick={(event) => {
          if (!event.metaKey && !event.ctrlKey && !event.shiftKey) onChoose?.();
        }}
        aria-current={selected ? "true" : undefined}
        className={clsx(
          "ticket-row px-3 py-2 text-xs focus-visible:-outline-offset-2 @3xl/tickets:py-0",
          selected ? "bg-selected" : "hover:bg-hover",
        )}
      >
        <span className="flex justify-center [grid-area:dot]">
          {unread && (
            <span className="size-2 rounded-full bg-accent" role="img" aria-label={t("waitsForAnswer")} title={t("waitsForAnswer")} />
          )}
        </span>
        <span className={clsx("truncate text-sm [grid-area:subject]", unread ? "font-semibold" : "font-medium")}>{ticket.subject}</span>
        <span className="ticket-row-said text-muted">
          <span className="max-w-[45%] shrink-0 truncate [grid-area:customer] @3xl/tickets:max-w-none @3xl/tickets:text-sm">
            {ticket.customer.name}
          </span>
          {ticket.preview && <span className="ticket-row-dash text-faint">·</span>}
          <span className="min-w-0 truncate text-faint [grid-area:preview] @3xl/tickets:text-sm">{ticket.preview}</span>
        </span>
        <span className="ticket-row-facts text-faint">
          <StatusBadge
            type={ticket.stateType}
            name={ticket.state}
            className="max-w-28 shrink-0 text-xs text-muted [grid-area:state] @3xl/tickets:max-w-none"
          />
          <span className="shrink-0 tabular-nums [grid-area:number]">#{ticket.number}</span>
          {urgent && <PriorityIcon name={ticket.priority} className="shrink-0 [grid-area:priority]" />}
          <span className="inline-flex min-w-0 items-center gap-1.5 overflow-hidden [grid-area:flags]">
            {ticket.sla && <DueBadge due={ticket.sla} compact />}
            {ticket.needsDecision && (
              <Badge tone="warn" icon={<CircleAlert aria-hidden />}>
                {t("needsDecision")}
              </Badge>
            )}
            {hasDraft && (
              <Badge tone="outline" icon={<PencilLine aria-hidden />}>
                {t("draft")}
              </Badge>
            )}
            {ticket.tags?.slice(0, TAGS_SHOWN).map((tag) => (
              <Badge key={tag} className="@max-3xl/tickets:hidden">
                {tag}
              </Badge>
            ))}
          </span>
        </span>
        <RelativeTime
          at={ticket.updatedAt}
          compact
          className="justify-self-end text-xs whitespace-nowrap text-faint tabular-nums [grid-area:age]"
        />
        <span className="flex items-center justify-end -space-x-1 self-end [grid-area:people] @3xl/tickets:self-center">
          {others.map((person) => (
            <Person key={person.name} name={person.name} presence={person.doing} label={t("isHere", { name: person.name })} />
          ))}
          {ticket.owner && (
            <Person
              name={ticket.owner.name}
              presence={looking.find((person) => person.name === ticket.owner?.name)?.doing}
              label={t("owner", { name: ticket.owner.name })}
            />
          )}
        </span>
      </Link>
    </li>
  );
}

function Person({ name, presence, label }: { name: string; presence?: Presence; label: string }) {
  return (
    <span className="inline-flex p-0.5" title={label}>
      <Avatar name={name} size={20} presence={presence} />
      <span className="sr-only">{label}</span>
    </span>
  );
}

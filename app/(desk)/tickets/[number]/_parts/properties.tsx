"use client";

import clsx from "clsx";
import { CalendarClock, UserX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useNames } from "@/components/names";
import { PriorityIcon } from "@/components/priority-icon";
import { StateSign, StatusBadge } from "@/components/status-badge";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { Asked } from "./act-dialogs";
import { PropertyMenu } from "./property-menu";
import type { Can, Choices, Person, Ticket } from "./types";
import { type Change, closeOrReopen } from "./use-change";

export type PropertyName = "state" | "owner" | "priority" | "queue";

type PropertiesProps = {
  ticket: Ticket;
  participants: Person[];
  can: Can;
  choices: Choices;
  me: Person;
  change: Change;
  /** Opens the dialog of an act. */
  ask: (asked: Asked) => void;
  /** The menu a key has opened. */
  opened: PropertyName | null;
  onOpened: (name: PropertyName | null) => void;
};

/** What a ticket is besides its conversation, each value changed in place. */
export function Properties({ ticket, participants, can, choices, me, change, ask, opened, onOpened }: PropertiesProps) {
  const t = useTranslations("ticket");
  const name = useNames();
  const closed = ticket.stateType === "closed";
  const states = choices.states.some((state) => state.name === ticket.state)
    ? choices.states
    : [{ name: ticket.state, type: ticket.stateType, usual: false }, ...choices.states];
  const agents =
    ticket.owner && !choices.agents.some((agent) => agent.id === ticket.owner?.id) ? [...choices.agents, ticket.owner] : choices.agents;
  const queues = choices.queues.some((queue) => queue.name === ticket.queue)
    ? choices.queues
    : [{ name: ticket.queue, readable: true }, ...choices.queues];
  const agentOptions = agents.map((agent) => ({ value: agent.id, label: agent.name, icon: <Avatar name={agent.name} size={18} /> }));
  const menu = (which: PropertyName) => ({ open: opened === which, onOpenChange: (open: boolean) => onOpened(open ? which : null) });

  return (
    <div className="flex flex-col gap-4">
      {(can.assign || can.close) && (
        <div className="flex gap-2">
          {can.assign && ticket.owner?.id !== me.id && (
            <Button className="flex-1" onClick={() => change({ owner: me.id }, { owner: me })}>
              {t("assignMe")}
            </Button>
          )}
          {can.close && (
            <Button className="flex-1" onClick={() => closeOrReopen(ticket, choices, change)}>
              {closed ? t("reopen") : t("close")}
            </Button>
          )}
        </div>
      )}
      <dl className="flex flex-col gap-px">
        <PropertyMenu
          {...menu("state")}
          label={t("state")}
          value={ticket.state}
          shown={<StatusBadge type={ticket.stateType} name={ticket.state} />}
          disabled={!can.change}
          onChange={(state) => {
            const { type } = states.find((s) => s.name === state)!;
            if (type.startsWith("pending")) ask({ act: "wait", state });
            else change({ state }, { state, stateType: type });
          }}
          options={states.map((state) => ({ value: state.name, label: name(state.name), icon: <StateSign type={state.type} /> }))}
        />
        <PropertyMenu
          {...menu("owner")}
          label={t("owner")}
          value={ticket.owner?.id ?? ""}
          shown={ticket.owner ? <Named name={ticket.owner.name} /> : <span className="text-faint">{t("nobody")}</span>}
          disabled={!can.assign}
          onChange={(id) => change({ owner: id || null }, { owner: agents.find((agent) => agent.id === id) ?? null })}
          options={[{ value: "", label: t("nobody"), icon: <UserX className="text-faint" aria-hidden /> }, ...agentOptions]}
        />
        {ticket.responsible && (
          <PropertyMenu
            label={t("responsible")}
            value={ticket.responsible.id}
            shown={<Named name={ticket.responsible.name} />}
            disabled={!can.assign}
            onChange={(id) => change({ responsible: id || null }, { responsible: agents.find((agent) => agent.id === id) ?? null })}
            options={[{ value: "", label: t("nobody"), icon: <UserX className="text-faint" aria-hidden /> }, ...agentOptions]}
          />
        )}
        <PropertyMenu
          {...menu("priority")}
          label={t("priority")}
          value={ticket.priority}
          shown={<PriorityIcon name={ticket.priority} withName />}
          disabled={!can.change}
          onChange={(priority) => change({ priority }, { priority })}
          options={choices.priorities.map((priority) => ({ value: priority, label: name(priority) }))}
        />
        {choices.types.length > 0 && (
          <PropertyMenu
            label={t("type")}
            value={ticket.type ?? ""}
            shown={<span className={clsx("truncate", !ticket.type && "text-faint")}>{ticket.type ? name(ticket.type) : t("noType")}</span>}
            disabled={!can.change}
            onChange={(type) => change({ type: type || null }, { type: type || null })}
            options={[
              { value: "", label: t("noType") },
              ...[...new Set([...(ticket.type ? [ticket.type] : []), ...choices.types])].map((type) => ({
                value: type,
                label: name(type),
              })),
            ]}
          />
        )}
        <PropertyMenu
          {...menu("queue")}
          label={t("queue")}
          value={ticket.queue}
          shown={<span className="truncate">{shownQueue(ticket.queue)}</span>}
          disabled={!can.move}
          onChange={(queue) => change({ queue }, { queue })}
          options={queues.map(({ name: queue, readable }) => ({
            value: queue,
            label: readable ? shownQueue(queue) : t("blind", { queue: shownQueue(queue) }),
          }))}
        />
        {ticket.pendingUntil && (
          <Fact label={t("pendingUntil")}>
            <span className="flex items-center gap-1">
              <Instant at={ticket.pendingUntil} />
              {can.change && (
                <IconButton label={t("changeWaiting")} icon={<CalendarClock aria-hidden />} onClick={() => ask({ act: "wait" })} />
              )}
            </span>
          </Fact>
        )}
        {ticket.tags.length > 0 && (
          <Fact label={t("tags")}>
            <span className="flex flex-wrap gap-1">
              {ticket.tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </span>
          </Fact>
        )}
      </dl>
      <dl className="flex flex-col gap-px border-t border-line pt-3">
        <Fact label={t("customer")}>
          <PersonLines name={ticket.customer.name} email={ticket.customer.email} more={ticket.organization} />
        </Fact>
        {ticket.replyAddress && (
          <Fact label={t("answersTo")}>
            <span className="break-all">{ticket.replyAddress}</span>
          </Fact>
        )}
        {participants.length > 0 && (
          <Fact label={t("participants")}>
            {participants.map((person) => (
              <PersonLines key={person.id} name={person.name} email={person.email} />
            ))}
          </Fact>
        )}
        <Fact label={t("created")}>
          <Instant at={ticket.createdAt} />
        </Fact>
      </dl>
    </div>
  );
}

const shownQueue = (name: string): string => name.replaceAll("::", " › ");

const Named = ({ name }: { name: string }) => (
  <>
    <Avatar name={name} size={18} />
    <span className="truncate">{name}</span>
  </>
);

function Instant({ at }: { at: string }) {
  const format = useFormatter();
  return (
    <time dateTime={at} suppressHydrationWarning>
      {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
    </time>
  );
}

function PersonLines({ name, email, more }: { name: string; email: string; more?: string | null }) {
  return (
    <span className="block pb-1">
      {name !== email && <span className="block [overflow-wrap:anywhere]">{name}</span>}
      <span className="block text-xs break-all text-muted">{email}</span>
      {more && <span className="block text-xs text-muted">{more}</span>}
    </span>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-baseline py-1.5 text-sm">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 px-2">{children}</dd>
    </div>
  );
}

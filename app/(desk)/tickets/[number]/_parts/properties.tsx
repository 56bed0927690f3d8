"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState, useTransition } from "react";
import type { ListRow } from "@/app/(desk)/_parts/use-ticket-list";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { update } from "../actions";
import type { Can } from "./ticket-view";

export type Choices = { states: string[]; priorities: string[]; queues: string[]; agents: { id: string; name: string; email: string }[] };
type PropertiesProps = {
  ticket: ListRow & { id: string };
  participants: { id: string; name: string; email: string }[];
  can: Can;
  choices: Choices;
  me: { email: string };
};

/** What a ticket is besides its conversation, each value changed in place. */
export function Properties({ ticket, participants, can, choices, me }: PropertiesProps) {
  const t = useTranslations("ticket");
  const format = useFormatter();
  const router = useRouter();
  const [busy, start] = useTransition();
  const [fault, setFault] = useState<string | null>(null);
  const change = (wanted: Omit<Parameters<typeof update>[0], "ticketId">) =>
    start(async () => {
      const result = await update({ ticketId: ticket.id, ...wanted });
      setFault(result.ok ? null : result.error.message);
      router.refresh();
    });
  const closed = ticket.stateType === "closed";
  const states = [...new Set([ticket.state, ...choices.states])];
  const agents = [
    ...choices.agents,
    ...(ticket.owner && !choices.agents.some((agent) => agent.id === ticket.owner?.id) ? [ticket.owner] : []),
  ];

  return (
    <aside
      aria-label={t("details")}
      aria-busy={busy}
      className="hidden w-64 shrink-0 flex-col gap-4 overflow-y-auto border-l border-line bg-canvas p-4 xl:flex"
    >
      <div className="flex gap-2">
        {can.assign && ticket.owner?.email !== me.email && (
          <Button className="flex-1" disabled={busy} onClick={() => change({ owner: me.email })}>
            {t("assignMe")}
          </Button>
        )}
        {can.close && (
          <Button className="flex-1" disabled={busy} onClick={() => change({ state: closed ? "open" : "closed" })}>
            {closed ? t("reopen") : t("close")}
          </Button>
        )}
      </div>
      {fault && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-[13px] text-bad">
          {fault}
        </p>
      )}
      <dl className="flex flex-col gap-1 text-[13px]">
        <Row label={t("state")}>
          <Select
            label={t("state")}
            value={ticket.state}
            disabled={!can.change}
            onChange={(event) => change({ state: event.target.value })}
            options={states.map(named)}
          />
        </Row>
        <Row label={t("owner")}>
          <Select
            label={t("owner")}
            value={ticket.owner?.id ?? ""}
            disabled={!can.assign}
            onChange={(event) => change({ owner: event.target.value || null })}
            options={[{ value: "", label: t("nobody") }, ...agents.map((agent) => ({ value: agent.id, label: agent.name }))]}
          />
        </Row>
        <Row label={t("priority")}>
          <Select
            label={t("priority")}
            value={ticket.priority}
            disabled={!can.change}
            onChange={(event) => change({ priority: event.target.value })}
            options={choices.priorities.map(named)}
          />
        </Row>
        <Row label={t("queue")}>
          <Select
            label={t("queue")}
            value={ticket.queue}
            disabled={!can.move}
            onChange={(event) => change({ queue: event.target.value })}
            options={[...new Set([ticket.queue, ...choices.queues])].map(named)}
          />
        </Row>
      </dl>
      <dl className="flex flex-col gap-2 border-t border-line pt-3 text-[13px]">
        <Row label={t("customer")}>
          <span className="block px-2">
            {ticket.customer.name}
            <span className="block break-all text-[12px] text-muted">{ticket.customer.email}</span>
            {ticket.organization && <span className="block text-[12px] text-muted">{ticket.organization}</span>}
          </span>
        </Row>
        {participants.map((person) => (
          <Row key={person.id} label="">
            <span className="block px-2">
              {person.name} <span className="block break-all text-[12px] text-muted">{person.email}</span>
            </span>
          </Row>
        ))}
        <Row label={t("created")}>
          <span className="block px-2" suppressHydrationWarning>
            {format.dateTime(new Date(ticket.createdAt), { dateStyle: "medium", timeStyle: "short" })}
          </span>
        </Row>
      </dl>
    </aside>
  );
}

const named = (name: string) => ({ value: name, label: name });

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] items-baseline">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

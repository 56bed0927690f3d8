"use client";

import { useNow } from "next-intl";
import { AttachmentChip } from "@/components/attachment-chip";
import { EventLine } from "@/components/event-line";
import { MessageCard, type MessageCardData } from "@/components/message-card";
import { PersonChip } from "@/components/person-chip";
import { PresenceStack } from "@/components/presence-stack";
import { PriorityIcon } from "@/components/priority-icon";
import { type StateLook, StatusBadge } from "@/components/status-badge";
import { TicketRow, type TicketRowData } from "@/components/ticket-row";
import { Avatar } from "@/components/ui/avatar";
import { Badge, Count, type Tone } from "@/components/ui/badge";
import { Group, Row } from "./group";

const TONES: Tone[] = ["plain", "accent", "good", "warn", "bad", "outline"];
const PRIORITIES = ["very low", "low", "normal", "high", "very high"];
const STATE_NAMES: Record<StateLook, string> = {
  new: "new",
  open: "open",
  "pending-reminder": "waiting for customer",
  "pending-auto": "pending close",
  closed: "closed",
  merged: "merged",
  removed: "removed",
};

export function TicketParts() {
  const at = useNow().toISOString();
  const ticket: TicketRowData = {
    ...{ number: "1042", subject: "The printer on the third floor is on fire", preview: "It smokes. Please come quickly." },
    ...{ state: "open", stateType: "open", priority: "high", customer: { name: "Omar Customer" }, owner: { name: "Mia Agent" } },
    ...{ updatedAt: at, unansweredSince: at, needsDecision: false, tags: ["printer"] },
  };
  const message: MessageCardData = {
    ...{ id: "1", kind: "mail", direction: "in", internal: false, joiner: false, unauthenticated: true },
    ...{ from: { name: "Omar Customer", address: "omar@acme.example" }, to: [], cc: [], author: "Omar Customer", at },
    html: "<p>It <b>smokes</b>. Please come quickly.</p><blockquote><p>On Monday you wrote …</p></blockquote>",
    short: "<p>It smokes. Please come quickly.</p>",
    attachments: [{ id: "a", filename: "smoke.jpg", contentType: "image/jpeg", size: 284_000 }],
  };
  return (
    <Group title="Parts of a ticket">
      <Row title="State">
        {Object.entries(STATE_NAMES).map(([type, name]) => (
          <StatusBadge key={type} type={type as StateLook} name={name} />
        ))}
      </Row>
      <Row title="Priority">
        {PRIORITIES.map((name) => (
          <PriorityIcon key={name} name={name} withName />
        ))}
      </Row>
      <Row title="Badge">
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Count value={12} />
        <Count value={4711} />
      </Row>
      <Row title="People">
        <Avatar name="Mia Agent" />
        <Avatar name="Ben Agent" presence="replying" />
        <Avatar name="Ada Admin" presence="noting" size={32} />
        <PersonChip name="Nora Customer" detail="nora@acme.example" />
        <PersonChip name="Lee Customer" onRemove={() => undefined} />
        <PresenceStack
          people={[
            { id: "1", name: "Mia Agent", doing: "viewing" },
            { id: "2", name: "Ben Agent", doing: "replying" },
          ]}
        />
      </Row>
      <Row title="Files">
        <AttachmentChip name="report.pdf" contentType="application/pdf" size={1_240_000} href="#" />
        <AttachmentChip name="notes.txt" contentType="text/plain" size={300} onRemove={() => undefined} />
        <AttachmentChip name="film.mp4" size={18_000_000} progress={0.4} />
      </Row>
      <Row title="Row, wide">
        <ul className="ticket-list w-full rounded-lg border border-line bg-surface">
          <TicketRow ticket={ticket} href="#" />
          <TicketRow ticket={{ ...ticket, number: "1043", unansweredSince: null, priority: "normal", owner: null }} href="#" selected />
          <TicketRow ticket={{ ...ticket, number: "1044", needsDecision: true }} href="#" hasDraft />
        </ul>
      </Row>
      <Row title="Row, narrow">
        <ul className="ticket-list w-full max-w-sm rounded-lg border border-line bg-surface">
          <TicketRow ticket={ticket} href="#" />
          <TicketRow ticket={{ ...ticket, number: "1043", needsDecision: true }} href="#" looking={[{ name: "Ben", doing: "noting" }]} />
        </ul>
      </Row>
      <Row title="Conversation">
        <div className="flex w-full max-w-3xl flex-col gap-3">
          <MessageCard message={message} />
          <EventLine at={at} text="Mia Agent changed the priority from normal to high" />
          <MessageCard
            message={{
              ...message,
              ...{
                id: "2",
                direction: "out",
                unauthenticated: false,
                author: "Mia Agent",
                to: [message.from!],
                short: null,
                attachments: [],
              },
              html: "<p>We are coming.</p>",
            }}
          />
          <MessageCard
            message={{
              ...message,
              ...{ id: "3", direction: "none", internal: true, author: "Ben Agent", from: null, short: null, attachments: [] },
              html: "<p>Bring the <code>CO2</code> one.</p>",
            }}
          />
          <MessageCard message={{ ...message, id: "4", internal: true, joiner: true, short: null, attachments: [] }} />
        </div>
      </Row>
    </Group>
  );
}

"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNames } from "@/components/names";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { Choices, Ticket } from "./types";
import type { Change } from "./use-change";

/** What can be said without looking at a calendar; the desk's own hours count the days. */
const WORDS = {
  nextDay: "next business day 09:00",
  threeDays: "in 3 business days 09:00",
  fiveDays: "in 5 business days 09:00",
  tenDays: "in 10 business days 09:00",
} as const;
type Choice = keyof typeof WORDS | "date";

type WaitDialogProps = { ticket: Ticket; states: Choices["states"]; wanted: string | null; change: Change; onClose: () => void };

/** Lets a ticket wait: for whom, until when, and what it becomes then. */
export default function WaitDialog({ ticket, states, wanted, change, onClose }: WaitDialogProps) {
  const t = useTranslations("waiting");
  const name = useNames();
  const waiting = states.filter((state) => state.type.startsWith("pending"));
  const [state, setState] = useState(wanted ?? (ticket.stateType.startsWith("pending") ? ticket.state : (waiting[0]?.name ?? "")));
  const [choice, setChoice] = useState<Choice>("threeDays");
  const [date, setDate] = useState("");
  const type = waiting.find((one) => one.name === state)?.type;
  const ends = states.filter((one) => one.type === "closed" || one.type === "open");
  const [target, setTarget] = useState(ends.find((one) => one.type === "closed")?.name ?? "");

  const save = () => {
    const pendingUntil = choice === "date" ? new Date(date).toISOString() : WORDS[choice];
    const then = type === "pending-auto" ? { pendingTarget: target } : {};
    change({ state, pendingUntil, ...then }, { state, stateType: type, pendingUntil: null });
    onClose();
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} width="sm">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {ticket.unansweredSince && state !== "waiting for third party" && (
          <p role="status" className="flex items-start gap-1.5 rounded-md bg-warn-soft px-2.5 py-1.5 text-sm text-warn">
            <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
            {t("unanswered")}
          </p>
        )}
        <SelectField
          label={t("state")}
          value={state}
          onChange={(event) => setState(event.target.value)}
          options={waiting.map((one) => ({ value: one.name, label: name(one.name) }))}
        />
        <SelectField
          label={t("until")}
          hint={choice === "date" ? undefined : t("calendar")}
          value={choice}
          onChange={(event) => setChoice(event.target.value as Choice)}
          options={[...(Object.keys(WORDS) as Choice[]), "date" as const].map((value) => ({ value, label: t(value) }))}
        />
        {choice === "date" && (
          <Field type="datetime-local" required label={t("dateLabel")} value={date} onChange={(event) => setDate(event.target.value)} />
        )}
        {type === "pending-auto" && (
          <SelectField
            label={t("then")}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
            options={ends.map((one) => ({ value: one.name, label: name(one.name) }))}
          />
        )}
        <Button type="submit" kind="primary" className="self-end">
          {t("save")}
        </Button>
      </form>
    </Dialog>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useState, useTransition } from "react";
import { useToast } from "@/components/ui/toast";
import type { Meanwhile, Seen } from "@/domain/tickets/seen";
import { update } from "../actions";
import type { Choices, Ticket } from "./types";

export type Wanted = Omit<Parameters<typeof update>[0], "ticketId" | "seen">;
export type Change = (wanted: Wanted, shown: Partial<Ticket>) => void;
/** A change that met another one: what was wanted, and what stands. */
export type Clash = { wanted: Wanted; shown: Partial<Ticket>; meanwhile: Meanwhile };

/**
 * Changes a ticket: what was chosen shows at once, and goes back with a word why when it was refused. What somebody else
 * changed first is asked about, with both values.
 */
export function useChange(ticket: Ticket, listHref: string) {
  const t = useTranslations("ticket");
  const router = useRouter();
  const toast = useToast();
  const [busy, start] = useTransition();
  const [clash, setClash] = useState<Clash | null>(null);
  const [untimed, setUntimed] = useState<{ wanted: Wanted; shown: Partial<Ticket> } | null>(null);
  const [shown, show] = useOptimistic(ticket, (now, patch: Partial<Ticket>) => ({ ...now, ...patch }));
  const send = (wanted: Wanted, patch: Partial<Ticket>, seen?: Seen) =>
    start(async () => {
      show(patch);
      const result = await update({ ticketId: ticket.id, ...wanted, seen });
      if (!result.ok && result.error.code === "conflict" && result.error.current && seen) {
        setClash({ wanted, shown: patch, meanwhile: result.error.current as Meanwhile });
      } else if (!result.ok && result.error.fields?.time) setUntimed({ wanted, shown: patch });
      else if (!result.ok) toast({ title: result.error.message, tone: "bad" });
      if (result.ok && result.data.gone) {
        toast({ title: t("movedAway", { number: ticket.number, queue: wanted.queue! }) });
        return router.push(listHref);
      }
      router.refresh();
    });
  const change: Change = (wanted, patch) => send(wanted, patch, seenOf(ticket, wanted));
  const settle = (mine: boolean) => {
    if (clash && mine) send(clash.wanted, clash.shown);
    setClash(null);
  };
  /** Does what was refused without the time spent; null leaves it undone. */
  const withTime = (time: Wanted["time"] | null) => {
    if (untimed && time) send({ ...untimed.wanted, time }, untimed.shown);
    setUntimed(null);
  };
  return { ticket: shown, change, busy, clash, settle, untimed, withTime };
}

/** What is on screen of what is to be changed. */
function seenOf(ticket: Ticket, wanted: Wanted): Seen {
  const { subject, queue, state, priority } = ticket;
  const all: Seen = { subject, queue, state, priority, owner: ticket.owner?.id ?? null, responsible: ticket.responsible?.id ?? null };
  return Object.fromEntries(Object.entries(all).filter(([field]) => wanted[field as keyof Wanted] !== undefined));
}

/** The value one wanted, as the conflict shows it. */
export function mineOf({ wanted, shown, meanwhile: { field } }: Clash): string | null {
  if (field === "owner" || field === "responsible") return shown[field]?.name ?? null;
  return wanted[field] ?? null;
}

/** The state that a button leads to: the one taken by default, else any of its type that may be chosen. */
export const stateFor = (type: Ticket["stateType"], { states }: Choices) =>
  states.find((state) => state.type === type && state.usual) ?? states.find((state) => state.type === type);

export function closeOrReopen(ticket: Ticket, choices: Choices, change: Change): void {
  const state = stateFor(ticket.stateType === "closed" ? "open" : "closed", choices);
  if (state) change({ state: state.name }, { state: state.name, stateType: state.type });
}

"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { useToast } from "@/components/ui/toast";
import { update } from "../actions";
import type { Ticket } from "./types";

export type Wanted = Omit<Parameters<typeof update>[0], "ticketId">;
export type Change = (wanted: Wanted, shown: Partial<Ticket>) => void;

/** Changes a ticket: what was chosen shows at once, and goes back with a word why when it was refused. */
export function useChange(ticket: Ticket): { ticket: Ticket; change: Change; busy: boolean } {
  const router = useRouter();
  const toast = useToast();
  const [busy, start] = useTransition();
  const [shown, show] = useOptimistic(ticket, (now, patch: Partial<Ticket>) => ({ ...now, ...patch }));
  const change: Change = (wanted, patch) =>
    start(async () => {
      show(patch);
      const result = await update({ ticketId: ticket.id, ...wanted });
      if (!result.ok) toast({ title: result.error.message, tone: "bad" });
      router.refresh();
    });
  return { ticket: shown, change, busy };
}

export function closeOrReopen(ticket: Ticket, change: Change): void {
  if (ticket.stateType === "closed") change({ state: "open" }, { state: "open", stateType: "open" });
  else change({ state: "closed" }, { state: "closed", stateType: "closed" });
}

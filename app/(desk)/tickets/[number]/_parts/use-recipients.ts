"use client";

import { useState } from "react";
import type { Found } from "./person-search";
import type { Person, Ticket } from "./types";

export type Once = { name: string; email: string };

/** Who gets the reply that is being written: everybody who takes part, but for what was said about this one. */
export function useRecipients(ticket: Ticket, participants: Person[]) {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [extra, setExtra] = useState<Once[]>([]);
  const copies: Once[] = [...participants.filter((one) => !leftOut.has(one.email)), ...extra];
  const box = ({ name, email }: Once) => ({ name: name === email ? "" : name, address: email });
  const changed = extra.length > 0 || participants.some((one) => leftOut.has(one.email));
  return {
    leftOut,
    extra,
    /** What the act is told; nothing when everybody gets it. */
    chosen: changed
      ? { to: [{ name: ticket.customer.name, address: ticket.replyAddress ?? ticket.customer.email }], cc: copies.map(box) }
      : {},
    leaveOut: (email: string) => {
      setExtra((before) => before.filter((one) => one.email !== email));
      setLeftOut((before) => new Set([...before, email]));
    },
    addOnce: ({ name, email }: Found) => {
      setLeftOut((before) => new Set([...before].filter((one) => one !== email)));
      const known = email === ticket.customer.email || participants.some((one) => one.email === email);
      if (!known) setExtra((before) => [...before.filter((one) => one.email !== email), { name, email }]);
    },
    reset: () => {
      setLeftOut(new Set());
      setExtra([]);
    },
  };
}

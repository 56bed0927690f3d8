"use client";

import dynamic from "next/dynamic";
import type { Choices, Person, Ticket } from "./types";
import { type Change, type Clash, mineOf } from "./use-change";

/** The acts that ask for more than a choice, each in a dialog of its own that comes when it is opened. */
export type Asked = { act: "wait"; state?: string } | { act: "people" } | { act: "links" } | { act: "call" };

const WaitDialog = dynamic(() => import("./wait-dialog"));
const PeopleDialog = dynamic(() => import("./people-dialog"));
const LinksDialog = dynamic(() => import("./links-dialog"));
const CallDialog = dynamic(() => import("./call-dialog"));
const ConflictDialog = dynamic(() => import("./conflict-dialog"));

type ActDialogsProps = {
  asked: Asked | null;
  ticket: Ticket;
  participants: Person[];
  mayChange: boolean;
  publicMessages: number;
  choices: Choices;
  change: Change;
  clash: Clash | null;
  settle: (mine: boolean) => void;
  onClose: () => void;
};

export function ActDialogs({
  asked,
  ticket,
  participants,
  mayChange,
  publicMessages,
  choices,
  change,
  clash,
  settle,
  onClose,
}: ActDialogsProps) {
  if (clash) {
    const conflict = { ...clash.meanwhile, mine: mineOf(clash) };
    return <ConflictDialog conflict={conflict} onKeep={() => settle(false)} onTake={() => settle(true)} />;
  }
  if (asked?.act === "wait") return <WaitDialog {...{ ticket, change, onClose }} states={choices.states} wanted={asked.state ?? null} />;
  if (asked?.act === "people") return <PeopleDialog {...{ ticket, participants, publicMessages, change, onClose }} />;
  if (asked?.act === "links") return <LinksDialog {...{ ticket, onClose }} mayChange={mayChange} />;
  if (asked?.act === "call") return <CallDialog ticketId={ticket.id} onClose={onClose} />;
  return null;
}

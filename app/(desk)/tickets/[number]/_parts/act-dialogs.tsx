"use client";

import dynamic from "next/dynamic";
import type { Choices, Ticket } from "./types";
import type { Change } from "./use-change";

/** The acts that ask for more than a choice, each in a dialog of its own that comes when it is opened. */
export type Asked = { act: "wait"; state?: string };

const WaitDialog = dynamic(() => import("./wait-dialog"));

type ActDialogsProps = { asked: Asked | null; ticket: Ticket; choices: Choices; change: Change; onClose: () => void };

export function ActDialogs({ asked, ticket, choices, change, onClose }: ActDialogsProps) {
  if (asked?.act === "wait") return <WaitDialog {...{ ticket, change, onClose }} states={choices.states} wanted={asked.state ?? null} />;
  return null;
}

"use client";

import { useEffect, useRef, useState } from "react";
import { io, type Socket } from "socket.io-client";

export type Change = { ticket: number; seq: number; type: string; at: string };
export type Looking = { id: string; name: string; doing: "viewing" | "replying" | "noting" };
export type Watch = { ticket: string } | { lists: true } | { queue: string };

const BEAT_MS = 10_000;
/** Changes that come together are fetched together. */
const COALESCE_MS = 120;

let shared: Socket | undefined;
let lastSeq = 0;

/** One connection for all that a page watches; it finds its way back by itself. */
function socket(): Socket {
  shared ??= io({ path: "/socket.io", transports: ["websocket", "polling"], reconnectionDelayMax: 5_000 });
  return shared;
}

/**
 * Watches a ticket or the lists. `onChanges` hears which tickets changed, coalesced; after a lost connection it hears
 * what was missed, from /api/v1/changes. Gives whether the page is live, and who else looks at the ticket.
 */
export function useLive(watch: Watch, onChanges: (changes: Change[]) => void): { connected: boolean; people: Looking[] } {
  const [connected, setConnected] = useState(true);
  const [people, setPeople] = useState<Looking[]>([]);
  const heard = useRef(onChanges);
  useEffect(() => {
    heard.current = onChanges;
  });
  const key = JSON.stringify(watch);

  useEffect(() => {
    const wanted = JSON.parse(key) as Watch;
    const ticket = "ticket" in wanted ? Number(wanted.ticket) : null;
    const connection = socket();
    let pending: Change[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    const collect = (change: Change) => {
      lastSeq = Math.max(lastSeq, change.seq);
      if (ticket !== null && change.ticket !== ticket) return;
      pending.push(change);
      timer ??= setTimeout(() => {
        timer = undefined;
        const batch = pending;
        pending = [];
        heard.current(batch);
      }, COALESCE_MS);
    };
    const join = async () => {
      setConnected(true);
      await connection.emitWithAck("watch", wanted).catch(() => undefined);
      for (const change of await missedSince(lastSeq)) collect(change);
    };
    const lost = () => setConnected(false);
    const presence = (news: { ticket: number; people: Looking[] }) => {
      if (news.ticket === ticket) setPeople(news.people);
    };
    const beat = () =>
      ticket !== null && connection.connected && connection.emit("doing", { ticket, doing: currentDoing.get(ticket) ?? "viewing" });

    connection.on("connect", join);
    connection.on("disconnect", lost);
    connection.on("connect_error", lost);
    connection.on("changed", collect);
    connection.on("presence", presence);
    const beats = setInterval(beat, BEAT_MS);
    if (connection.connected) void join();
    return () => {
      clearInterval(beats);
      clearTimeout(timer);
      connection.off("connect", join).off("disconnect", lost).off("connect_error", lost).off("changed", collect).off("presence", presence);
      if (ticket !== null && connection.connected) connection.emit("unwatch", { ticket });
    };
  }, [key]);

  return { connected, people };
}

const currentDoing = new Map<number, Looking["doing"]>();

/** Tells colleagues what one is doing on a ticket one watches. */
export function sayDoing(ticket: string, doing: Looking["doing"]): void {
  const number = Number(ticket);
  if ((currentDoing.get(number) ?? "viewing") === doing) return;
  currentDoing.set(number, doing);
  if (shared?.connected) shared.emit("doing", { ticket: number, doing });
}

/** Nothing is missed by a page that has heard nothing yet: it was just drawn from the truth. */
async function missedSince(seq: number): Promise<Change[]> {
  if (seq === 0) {
    const response = await fetch("/api/v1/changes?since=latest").catch(() => null);
    if (response?.ok) lastSeq = Math.max(lastSeq, ((await response.json()) as { seq: number }).seq);
    return [];
  }
  const response = await fetch(`/api/v1/changes?since=${seq}`).catch(() => null);
  if (!response?.ok) return [];
  const { data } = (await response.json()) as { data: Change[] };
  return data.map((change) => ({ ...change, ticket: Number(change.ticket) }));
}

"use client";

import { useEffect, useRef, useState } from "react";
import { io, type Socket } from "socket.io-client";

export type Change = { ticket: string; seq: number; type: string; at: string };
export type Looking = { id: string; name: string; doing: "viewing" | "replying" | "noting" };
export type Watch = { ticket: string } | { lists: true } | { dashboard: true } | { queue: string };

const BEAT_MS = 10_000;
/** Changes that come together are fetched together. */
const COALESCE_MS = 120;
const RETRY_MS = 1_000;

let shared: Socket | undefined;

/** One connection for all that a page watches; it finds its way back by itself. */
function socket(): Socket {
  shared ??= io({ path: "/socket.io", transports: ["websocket", "polling"], reconnectionDelayMax: 5_000 });
  return shared;
}

/**
 * Watches a ticket or the lists. `since` is the sequence number read before the page was drawn: what happened between
 * the drawing and the first connection, and during every lost connection, is asked for from /api/v1/changes.
 * `onChanges` hears which tickets changed, coalesced, some of them perhaps twice. Gives whether the page is live, and
 * who else looks at the ticket.
 */
export function useLive(
  watch: Watch,
  since: number,
  onChanges: (changes: Change[]) => void,
): { connected: boolean; people: Looking[] /** When the connection was lost. */; lostAt: number | null } {
  const [lostAt, setLostAt] = useState<number | null>(null);
  const [people, setPeople] = useState<Looking[]>([]);
  const heard = useRef(onChanges);
  const drawnAt = useRef(since);
  useEffect(() => {
    heard.current = onChanges;
    drawnAt.current = since;
  });
  const key = JSON.stringify(watch);

  useEffect(() => {
    const wanted = JSON.parse(key) as Watch;
    const ticket = "ticket" in wanted ? wanted.ticket : null;
    const connection = socket();
    // Everything up to here is known. It follows the live channel only while nothing is missing before it.
    let known = drawnAt.current;
    let gapless = false;
    let ended = false;
    let pending: Change[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    const collect = (change: Change) => {
      if (ticket !== null && change.ticket !== ticket) return;
      pending.push(change);
      timer ??= setTimeout(() => {
        timer = undefined;
        const batch = pending;
        pending = [];
        heard.current(batch);
      }, COALESCE_MS);
    };
    const hear = (change: Change) => {
      if (gapless) known = Math.max(known, change.seq);
      collect(change);
    };
    const join = async () => {
      gapless = false;
      setLostAt(null);
      await connection.emitWithAck("watch", wanted).catch(() => undefined);
      while (!ended && connection.connected && !gapless) {
        const missed = await changesSince(known);
        if (missed) {
          for (const change of missed.data) collect(change);
          known = Math.max(known, missed.seq);
          gapless = missed.data.length === 0;
        } else await new Promise((next) => setTimeout(next, RETRY_MS));
      }
    };
    const lost = () => {
      gapless = false;
      setLostAt((before) => before ?? Date.now());
    };
    const presence = (news: { ticket: string; people: Looking[] }) => {
      if (news.ticket === ticket) setPeople(news.people);
    };
    const beat = () =>
      ticket !== null && connection.connected && connection.emit("doing", { ticket, doing: currentDoing.get(ticket) ?? "viewing" });

    connection.on("connect", join);
    connection.on("disconnect", lost);
    connection.on("connect_error", lost);
    connection.on("changed", hear);
    connection.on("presence", presence);
    const beats = setInterval(beat, BEAT_MS);
    if (connection.connected) void join();
    return () => {
      ended = true;
      clearInterval(beats);
      clearTimeout(timer);
      connection.off("connect", join).off("disconnect", lost).off("connect_error", lost).off("changed", hear).off("presence", presence);
      if (ticket !== null && connection.connected) connection.emit("unwatch", { ticket });
    };
  }, [key]);

  return { connected: lostAt === null, people, lostAt };
}

const currentDoing = new Map<string, Looking["doing"]>();

/** Tells colleagues what one is doing on a ticket one watches. */
export function sayDoing(ticket: string, doing: Looking["doing"]): void {
  if ((currentDoing.get(ticket) ?? "viewing") === doing) return;
  currentDoing.set(ticket, doing);
  if (shared?.connected) shared.emit("doing", { ticket, doing });
}

/** One page of what happened after a sequence number, or null when the server does not answer. */
async function changesSince(seq: number): Promise<{ data: Change[]; seq: number } | null> {
  const response = await fetch(`/api/v1/changes?since=${seq}`).catch(() => null);
  if (!response?.ok) return null;
  return (await response.json()) as { data: Change[]; seq: number };
}

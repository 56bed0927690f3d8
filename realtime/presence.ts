import type { Realtime } from "./server";

export type Doing = "viewing" | "replying" | "noting";
type Look = { socketId: string; id: string; name: string; doing: Doing; at: number; ticketId: string; number: string };

/** Without a beat for this long somebody is gone: a laptop closed without a word. */
const LIFE_MS = 30_000;
const IMPORTANCE: Doing[] = ["viewing", "noting", "replying"];

// Memory with a time to live, never a table: who looks where is worth nothing a minute later.
const looks = new Map<string, Look>();
let io: Realtime | undefined;

/** Somebody looks at a ticket, or writes. Tells the room when that changes who is there. */
export function lookAt(
  server: Realtime,
  ticket: { id: string; number: string },
  who: Pick<Look, "socketId" | "id" | "name" | "doing">,
): void {
  io = server;
  const key = `${who.socketId} ${ticket.id}`;
  const before = looks.get(key);
  looks.set(key, { ...who, at: Date.now(), ticketId: ticket.id, number: ticket.number });
  if (before?.doing !== who.doing) tell(ticket.id, ticket.number);
}

/** A socket is gone, or has left one ticket. */
export function forget(socketId: string, ticketId?: string): void {
  drop((look) => look.socketId === socketId && (!ticketId || look.ticketId === ticketId));
}

/** Ends what has not been renewed. Called every few seconds by the server. */
export function expirePresence(now = Date.now()): void {
  drop((look) => now - look.at > LIFE_MS);
}

/** One entry a person, with the most important of what his windows do. */
export function peopleAt(ticketId: string): { id: string; name: string; doing: Doing }[] {
  const people = new Map<string, { id: string; name: string; doing: Doing }>();
  for (const { ticketId: at, id, name, doing } of looks.values()) {
    if (at !== ticketId) continue;
    const known = people.get(id);
    if (!known || IMPORTANCE.indexOf(doing) > IMPORTANCE.indexOf(known.doing)) people.set(id, { id, name, doing });
  }
  return [...people.values()];
}

function drop(gone: (look: Look) => boolean): void {
  const tickets = new Map<string, string>();
  for (const [key, look] of looks) {
    if (!gone(look)) continue;
    looks.delete(key);
    tickets.set(look.ticketId, look.number);
  }
  for (const [id, number] of tickets) tell(id, number);
}

function tell(ticketId: string, number: string): void {
  io?.to(`ticket-internal:${ticketId}`).emit("presence", { ticket: number, people: peopleAt(ticketId) });
}

import type { Server as HttpServer } from "node:http";
import { decode } from "next-auth/jwt";
import { Server, type Socket } from "socket.io";
import { z } from "zod";
import type { Actor } from "@/domain/access/actor";
import { can } from "@/domain/access/policy";
import { actorOfSession, actorOfToken } from "@/domain/people/actors";
import { findQueueForWatching, findTicketForWatching, listReadableGroups } from "@/domain/tickets/watching";
import { log } from "@/lib/log";
import { type Doing, forget, lookAt } from "./presence";

/** Rooms: `ticket:ID` for an open page, `queue:ID` and `group:ID` for lists. Joined by permission, left when it ends. */
export const roomOf = {
  ticket: (id: string) => `ticket:${id}`,
  internal: (id: string) => `ticket-internal:${id}`,
  queue: (id: string) => `queue:${id}`,
  group: (id: string) => `group:${id}`,
};

export type SocketData = { authenticate: () => Promise<Actor | null>; personId: string; name: string; watching: Map<string, Watched> };
export type Watched =
  | { kind: "ticket"; id: string; number: string }
  | { kind: "queue"; id: string; groupId: string }
  | { kind: "group"; id: string; groupId: string };
/** What a listener hears: ids and small facts, never a row (CONTRACT: Sockets). A ticket's number is text, as everywhere. */
export type Heard = {
  changed: (change: { ticket: string; seq: number; type: string; at: string }) => void;
  presence: (presence: { ticket: string; people: { id: string; name: string; doing: Doing }[] }) => void;
};
type Said = Record<"watch" | "unwatch" | "doing", (request: unknown, ack?: Ack) => void>;
export type Realtime = Server<Said, Heard, Record<string, never>, SocketData>;
export type Client = Socket<Said, Heard, Record<string, never>, SocketData>;

const watching = z.union([
  z.strictObject({ queue: z.string() }),
  z.strictObject({ ticket: z.union([z.string(), z.number()]).transform(String) }),
  z.strictObject({ lists: z.literal(true) }),
  z.strictObject({ dashboard: z.literal(true) }),
]);
const doing = z.strictObject({
  ticket: z.union([z.string(), z.number()]).transform(String),
  doing: z.enum(["viewing", "replying", "noting"]),
});

type Ack = (answer: { ok: true } | { ok: false; error: string }) => void;

/**
 * Attaches the sockets to the http server (CONTRACT: Sockets). Who a socket is, is asked at the handshake and again at
 * every join: what was taken away in between is gone. Browsers come with their session and our own Origin, programs
 * with a token.
 */
export function attachRealtime(http: HttpServer, options: { appUrl: string; authSecret: string }): Realtime {
  const io: Realtime = new Server(http, {
    path: "/socket.io",
    serveClient: false,
    allowRequest: (request, decide) => decide(null, originAllowed(request.headers.origin, request.headers.host, options.appUrl)),
  });
  io.use((socket, next) => {
    introduce(socket, options).then(
      (known) => next(known ? undefined : new Error("Sign in first.")),
      (fault) => {
        log().error({ fault }, "a handshake failed");
        next(new Error("Something went wrong on our side."));
      },
    );
  });
  io.on("connection", (socket) => {
    socket.on("watch", (request, ack) => void answer(ack, () => watch(io, socket, request)));
    socket.on("unwatch", (request, ack) => void answer(ack, () => unwatch(socket, request)));
    socket.on("doing", (request, ack) => void answer(ack, () => beat(io, socket, request)));
    socket.on("disconnect", () => forget(socket.id));
  });
  return io;
}

/** Finds out who a socket is. False when nobody is behind it. */
async function introduce(socket: Client, options: { authSecret: string }): Promise<boolean> {
  const authenticate = authenticator(socket, options);
  const actor = await authenticate();
  if (!actor || actor.kind === "system") return false;
  socket.data = { authenticate, personId: actor.personId, name: actor.name, watching: new Map() };
  return true;
}

/** Whatever a client sends, nothing of it may end as a rejection that nobody handles: not even an `ack` that is none. */
async function answer(asked: unknown, work: () => Promise<string | null>): Promise<void> {
  const ack: Ack = typeof asked === "function" ? (asked as Ack) : () => {};
  try {
    const error = await work();
    ack(error ? { ok: false, error } : { ok: true });
  } catch (fault) {
    log().error({ fault }, "a socket request failed");
    ack({ ok: false, error: "Something went wrong on our side." });
  }
}

const NOT_FOUND = "There is no such thing, or you may not see it.";

async function watch(io: Realtime, socket: Client, request: unknown): Promise<string | null> {
  const parsed = watching.safeParse(request);
  if (!parsed.success) return 'Watch { queue: "Name" }, { ticket: 1234 }, { lists: true } or { dashboard: true }.';
  const actor = await socket.data.authenticate();
  if (!actor) return "Sign in first.";
  if ("queue" in parsed.data) {
    const queue = await findQueueForWatching(parsed.data.queue);
    if (!queue || !can(actor, "queue.read", queue)) return NOT_FOUND;
    await socket.join(roomOf.queue(queue.id));
    socket.data.watching.set(`queue:${queue.id}`, { kind: "queue", id: queue.id, groupId: queue.groupId });
    return null;
  }
  if ("ticket" in parsed.data) {
    const ticket = await findTicketForWatching(parsed.data.ticket);
    if (!ticket || !can(actor, "ticket.read", ticket.subject)) return NOT_FOUND;
    await socket.join(roomOf.ticket(ticket.id));
    if (can(actor, "ticket.readInternal", ticket.subject)) await socket.join(roomOf.internal(ticket.id));
    socket.data.watching.set(`ticket:${ticket.id}`, { kind: "ticket", id: ticket.id, number: ticket.number });
    // A customer is never shown which agents look at his ticket, nor they that he does.
    if (actor.kind === "agent") lookAt(io, ticket, { socketId: socket.id, id: actor.personId, name: actor.name, doing: "viewing" });
    return null;
  }
  // The dashboard is made of the tickets its reader may see: it moves when one of them does.
  if ("dashboard" in parsed.data && !can(actor, "dashboard.read")) return NOT_FOUND;
  for (const groupId of await listReadableGroups(actor)) await joinGroup(socket, groupId);
  return null;
}

async function joinGroup(socket: Client, groupId: string): Promise<null> {
  await socket.join(roomOf.group(groupId));
  socket.data.watching.set(`group:${groupId}`, { kind: "group", id: groupId, groupId });
  return null;
}

async function unwatch(socket: Client, request: unknown): Promise<string | null> {
  const parsed = watching.safeParse(request);
  if (!parsed.success || !("ticket" in parsed.data)) return "Unwatch { ticket: 1234 }.";
  const { ticket } = parsed.data;
  for (const watched of socket.data.watching.values()) {
    if (watched.kind === "ticket" && watched.number === ticket) await leaveTicket(socket, watched.id);
  }
  return null;
}

/** Out of both rooms of a ticket, and no longer seen there. */
export async function leaveTicket(socket: Client, id: string): Promise<void> {
  await socket.leave(roomOf.ticket(id));
  await socket.leave(roomOf.internal(id));
  socket.data.watching.delete(`ticket:${id}`);
  forget(socket.id, id);
}

type WatchedTicket = Extract<Watched, { kind: "ticket" }>;

async function beat(io: Realtime, socket: Client, request: unknown): Promise<string | null> {
  const parsed = doing.safeParse(request);
  if (!parsed.success) return 'Say { ticket: 1234, doing: "viewing" | "replying" | "noting" }.';
  const watched = [...socket.data.watching.values()].find(
    (w): w is WatchedTicket => w.kind === "ticket" && w.number === parsed.data.ticket,
  );
  if (!watched) return "Watch the ticket first.";
  if (!socket.rooms.has(roomOf.internal(watched.id))) return null;
  const { personId, name } = socket.data;
  lookAt(io, watched, { socketId: socket.id, id: personId, name, doing: parsed.data.doing as Doing });
  return null;
}

function authenticator(socket: Client, options: { authSecret: string }): () => Promise<Actor | null> {
  const { token } = (socket.handshake.auth ?? {}) as { token?: unknown };
  if (typeof token === "string") return () => actorOfToken(token);
  return async () => {
    const cookie = sessionCookie(socket.handshake.headers.cookie ?? "");
    const session = cookie ? await decode({ token: cookie, secret: options.authSecret }).catch(() => null) : null;
    const { personId, sessionVersion } = (session ?? {}) as { personId?: string; sessionVersion?: number };
    return personId && sessionVersion ? actorOfSession(personId, sessionVersion) : null;
  };
}

/** Its name carries a prefix on https; a long one comes in numbered pieces. One that cannot be read is none. */
function sessionCookie(header: string): string {
  const cookies = header.split(";").map((pair) => pair.trim().split("=") as [string, string]);
  const pieces = cookies.filter(([name]) => /^(__Secure-)?next-auth\.session-token(\.\d+)?$/.test(name ?? ""));
  return pieces
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([, value]) => decoded(value ?? ""))
    .join("");
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

/** A page of another site must not open a socket with our cookie. Programs send no Origin. */
function originAllowed(origin: string | undefined, host: string | undefined, appUrl: string): boolean {
  if (!origin) return true;
  if (origin === new URL(appUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

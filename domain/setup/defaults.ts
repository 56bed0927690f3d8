import { eq } from "drizzle-orm";
import type { Tx } from "@/db";
import { groups, priorities, queues, roleAssignments, roles, type StateType, states, ticketTypes, type WaitsFor } from "@/db/schema";
import type { Actor } from "../access/actor";
import { DESK_RIGHTS } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { record } from "../events/record";
import { raiseChoicesVersion } from "../tickets/choices";
import { plainLabel } from "./state-labels";

/** The delivered states, priorities, types and roles (CONTRACT: REST API). What stands is left as it is. */
export async function loadDefaultsIn(tx: Tx, actor: Actor): Promise<void> {
  authorizeDesk(actor, "desk.setUp");
  const made = await tx.insert(states).values(STATES.map(deliveredState)).onConflictDoNothing().returning();
  await tx
    .insert(priorities)
    .values(
      ["very low", "low", "normal", "high", "very high"].map((name, i) => ({
        ...{ id: i + 1, position: i + 1, name, sign: i, isDefault: name === "normal" },
        color: i === 4 ? ("bad" as const) : ("muted" as const),
      })),
    )
    .onConflictDoNothing();
  await tx
    .insert(ticketTypes)
    .values(["question", "incident", "problem", "service request", "change"].map((name, i) => ({ id: i + 1, position: i + 1, name })))
    .onConflictDoNothing();
  if (made.length > 0) await raiseChoicesVersion(tx);
  const working = ["read", "create", "note", "reply", "change", "assign", "move", "close"];
  await tx
    .insert(roles)
    .values([
      { name: "administrator", rights: ["full", ...DESK_RIGHTS] },
      { name: "manager", rights: ["read", "report"] },
      { name: "agent", rights: working },
      { name: "light agent", rights: ["read", "note"] },
    ])
    .onConflictDoNothing();
}

const STATES: readonly [name: string, type: StateType, waitsFor?: WaitsFor][] = [
  ["new", "new"],
  ["open", "open"],
  ["waiting for customer", "pending-reminder", "customer"],
  ["waiting for third party", "pending-reminder", "other"],
  ["pending close", "pending-auto"],
  ["closed", "closed"],
  ["closed without solution", "closed"],
  ["merged", "merged"],
  ["removed", "removed"],
];

function deliveredState([name, type, waitsFor]: (typeof STATES)[number], i: number) {
  const isDefault = STATES.findIndex((one) => one[1] === type) === i;
  return { id: i + 1, position: i + 1, name, type, waitsFor, isDefault, label: plainLabel(type, waitsFor ?? null) };
}

/** A group with its queues. A group or queue of that name that stands is left as it is. */
export async function createQueueIn(
  tx: Tx,
  actor: Actor,
  wanted: { name: string; group: string; address?: string; senderName?: string; signature?: string; receipt?: boolean },
): Promise<string> {
  authorizeDesk(actor, "desk.setUp");
  await tx.insert(groups).values({ name: wanted.group }).onConflictDoNothing();
  const [group] = await tx.select().from(groups).where(eq(groups.name, wanted.group));
  const { group: _, ...queue } = wanted;
  const [made] = await tx
    .insert(queues)
    .values({ ...queue, groupId: group!.id })
    .onConflictDoNothing()
    .returning();
  if (made)
    await record(tx, actor, {
      type: "queue.created",
      subject: `queue:${made.id}`,
      data: { queue: { id: made.id, name: made.name }, groupId: group!.id },
    });
  return group!.id;
}

/** Gives a person a role, in one group or (null) everywhere. Given twice it is given once. */
export async function assignRoleIn(
  tx: Tx,
  actor: Actor,
  personId: string,
  roleName: string,
  group: { id: string; name: string } | null,
): Promise<void> {
  authorizeDesk(actor, "desk.setUp");
  const [role] = await tx.select().from(roles).where(eq(roles.name, roleName));
  if (!role) throw new Error(`There is no role ${roleName}.`);
  const made = await tx
    .insert(roleAssignments)
    .values({ personId, roleId: role.id, groupId: group?.id ?? null })
    .onConflictDoNothing()
    .returning();
  if (made.length === 0) return;
  await record(tx, actor, {
    type: "role.assigned",
    subject: `person:${personId}`,
    data: { personId, role: { id: role.id, name: role.name }, group },
  });
}

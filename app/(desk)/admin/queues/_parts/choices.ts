import type { Actor } from "@/domain/access/actor";
import { listGroupNames, listQueueTree } from "@/domain/setup/queues";
import { choicesNow } from "@/domain/tickets/choices";

/** What the form of a queue offers: names above it, groups, states a ticket may begin in, priorities. */
export async function queueChoices(actor: Actor) {
  const [tree, groups, { states, priorities }] = await Promise.all([listQueueTree(actor), listGroupNames(actor), choicesNow()]);
  return {
    queues: tree.filter((queue) => queue.active).map(({ id, name }) => ({ id, name })),
    groups,
    states: states.filter((state) => !state.retiredAt && (state.type === "new" || state.type === "open")).map((state) => state.name),
    priorities: priorities.filter((one) => !one.retiredAt).map((one) => one.name),
  };
}

export type QueueChoices = Awaited<ReturnType<typeof queueChoices>>;

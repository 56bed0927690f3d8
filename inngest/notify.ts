import { system } from "@/domain/access/actor";
import { prepareBreachNotice } from "@/domain/mail/breach-notice";
import { deliverOutgoing } from "@/domain/mail/deliver";
import { notifyOfBreach, notifyOfIdle, notifyOfJoiner, notifyOfUndelivered, notifyOfWaking } from "@/domain/notifications/notify";
import { inngest } from "./client";

/** A broken promise is put before the agents of the queue: in the app, and by mail to those who have not seen it yet. */
export const notifyBreach = inngest.createFunction(
  { id: "notify-breach", triggers: { event: "sla.breached" }, retries: 10 },
  async ({ event, step }) => {
    const eventId = String(event.data.eventId);
    const personIds = await step.run("notify", () => notifyOfBreach(system("sla"), eventId));
    // All at once: one whose notice cannot be made keeps nobody else from his.
    const prepared = await Promise.allSettled(
      personIds.map((personId) => step.run(`prepare-${personId}`, () => prepareBreachNotice(system("mail"), eventId, personId))),
    );
    for (const one of prepared) {
      const outgoingId = one.status === "fulfilled" ? one.value : null;
      if (outgoingId) await step.run(`deliver-${outgoingId}`, () => deliverOutgoing(system("mail"), outgoingId));
    }
  },
);

/** An answer that did not reach its recipient is put before whoever wrote it. */
export const notifyUndelivered = inngest.createFunction(
  { id: "notify-undelivered", triggers: { event: "delivery.reported", if: "event.data.outcome == 'failed'" }, retries: 10 },
  ({ event, step }) => step.run("notify", () => notifyOfUndelivered(system("mail"), String(event.data.eventId))),
);

/** A stranger's message that waits for a decision is put before who can take it. */
export const notifyJoiner = inngest.createFunction(
  { id: "notify-joiner", triggers: { event: "message.held" }, retries: 10 },
  ({ event, step }) => step.run("notify", () => notifyOfJoiner(system("mail"), String(event.data.eventId))),
);

/** That the date of a ticket has come is put before its owner, else before the agents of its queue. */
export const notifyWoken = inngest.createFunction(
  { id: "notify-woken", triggers: { event: "ticket.woken", if: "event.data.reminds" }, retries: 10 },
  ({ event, step }) => step.run("notify", () => notifyOfWaking(system("pending"), String(event.data.eventId))),
);

/** Whose ticket will soon be taken from him hears of it. */
export const notifyIdle = inngest.createFunction(
  { id: "notify-idle", triggers: { event: "ticket.idleWarned" }, retries: 10 },
  ({ event, step }) => step.run("notify", () => notifyOfIdle(system("upkeep"), String(event.data.eventId))),
);

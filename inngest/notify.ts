import { system } from "@/domain/access/actor";
import { prepareBreachNotice } from "@/domain/mail/breach-notice";
import { deliverOutgoing } from "@/domain/mail/deliver";
import { notifyOfBreach } from "@/domain/notifications/notify";
import { inngest } from "./client";

/** A broken promise is put before the agents of the queue: in the app, and by mail to those who have not seen it yet. */
export const notifyBreach = inngest.createFunction(
  { id: "notify-breach", triggers: { event: "sla.breached" }, retries: 10 },
  async ({ event, step }) => {
    const eventId = String(event.data.eventId);
    const personIds = await step.run("notify", () => notifyOfBreach(system("sla"), eventId));
    for (const personId of personIds) {
      const outgoingId = await step.run(`prepare-${personId}`, () => prepareBreachNotice(system("mail"), eventId, personId));
      if (outgoingId) await step.run(`deliver-${personId}`, () => deliverOutgoing(system("mail"), outgoingId));
    }
  },
);

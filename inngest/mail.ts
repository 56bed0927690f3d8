import { system } from "@/domain/access/actor";
import { deliverOutgoing, listDueMail, releaseHeldMail } from "@/domain/mail/deliver";
import { drainMail } from "@/domain/mail/drain";
import { answerNewTicket, answerTurnedAway } from "@/domain/mail/receipt";
import { prepareReply } from "@/domain/mail/send";
import { prepareSignInLink } from "@/domain/mail/sign-in-link";
import { inngest } from "./client";

/** One step drains for this long, then the function comes again: steps stay short and a restart loses little. */
const DRAIN_MS = 10_000;

export const processMail = inngest.createFunction(
  {
    id: "process-mail",
    triggers: [{ event: "mail.accepted" }, { event: "mail.retried" }, { event: "mail.judged" }, { cron: "* * * * *" }],
    concurrency: 2,
    retries: 10,
  },
  async ({ step }) => {
    for (let round = 0; ; round += 1) {
      const { more } = await step.run(`drain-${round}`, () => drainMail(system("mail"), DRAIN_MS));
      if (!more) return;
    }
  },
);

export const sendReply = inngest.createFunction(
  { id: "send-reply", triggers: { event: "message.sent" }, retries: 10 },
  async ({ event, step }) => {
    const outgoingId = await step.run("prepare", () =>
      prepareReply(system("mail"), String(event.data.eventId), String(event.data.messageId)),
    );
    if (outgoingId) await step.run("deliver", () => deliverOutgoing(system("mail"), outgoingId));
  },
);

export const sendReceipt = inngest.createFunction(
  { id: "send-receipt", triggers: { event: "ticket.opened", if: "event.data.channel == 'mail'" }, retries: 10 },
  async ({ event, step }) => {
    const outgoingId = await step.run("decide", () =>
      answerNewTicket(system("mail"), String(event.data.eventId), String(event.data.ticketId)),
    );
    if (outgoingId) await step.run("deliver", () => deliverOutgoing(system("mail"), outgoingId));
  },
);

export const sendRejection = inngest.createFunction(
  { id: "send-rejection", triggers: { event: "message.turnedAway" }, retries: 10 },
  async ({ event, step }) => {
    const outgoingId = await step.run("decide", () =>
      answerTurnedAway(system("mail"), String(event.data.eventId), String(event.data.mailId)),
    );
    if (outgoingId) await step.run("deliver", () => deliverOutgoing(system("mail"), outgoingId));
  },
);

export const sendSignInLink = inngest.createFunction(
  { id: "send-sign-in-link", triggers: { event: "signIn.linkAsked", if: "event.data.personId != null" }, retries: 10 },
  async ({ event, step }) => {
    const outgoingId = await step.run("prepare", () =>
      prepareSignInLink(system("mail"), String(event.data.eventId), String(event.data.personId)),
    );
    if (outgoingId) await step.run("deliver", () => deliverOutgoing(system("mail"), outgoingId));
  },
);

/** What a lost event or a long outage left behind: mail that was written down but never left. */
export const sweepOutgoing = inngest.createFunction(
  { id: "sweep-outgoing", triggers: [{ event: "mail.resent" }, { cron: "* * * * *" }], concurrency: 1, retries: 0 },
  async ({ step }) => {
    await step.run("release", () => releaseHeldMail(system("mail")));
    const ids = await step.run("find", () => listDueMail(system("mail")));
    for (const id of ids) {
      // Where no server answers, the others would only wait for the same silence.
      if ((await step.run(`deliver-${id}`, () => deliverOutgoing(system("mail"), id))) === "unreachable") return;
    }
  },
);

import { processMail, sendReceipt, sendRejection, sendReply, sendSignInLink, sweepOutgoing } from "./mail";
import { notifyBreach, notifyIdle, notifyJoiner, notifyUndelivered, notifyWoken } from "./notify";
import { pendingTimer, sweepPending } from "./pending";
import { reconcile } from "./reconcile";
import { recount, slaTimer, sweepSla } from "./sla";
import { succeed, sweepIdleTickets, tidyUpHourly } from "./upkeep";

export { inngest } from "./client";

export const functions = [
  processMail,
  sendReply,
  sendReceipt,
  sendRejection,
  sendSignInLink,
  sweepOutgoing,
  slaTimer,
  sweepSla,
  recount,
  notifyBreach,
  notifyUndelivered,
  notifyJoiner,
  notifyWoken,
  pendingTimer,
  sweepPending,
  tidyUpHourly,
  succeed,
  sweepIdleTickets,
  notifyIdle,
  reconcile,
];

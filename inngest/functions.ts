import { processMail, sendReceipt, sendRejection, sendReply, sweepOutgoing } from "./mail";
import { notifyBreach } from "./notify";
import { reconcile } from "./reconcile";
import { recount, slaTimer, sweepSla } from "./sla";

export { inngest } from "./client";

export const functions = [
  processMail,
  sendReply,
  sendReceipt,
  sendRejection,
  sweepOutgoing,
  slaTimer,
  sweepSla,
  recount,
  notifyBreach,
  reconcile,
];

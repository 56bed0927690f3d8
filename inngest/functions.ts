import { processMail, sendReceipt, sendRejection, sendReply, sendSignInLink, sweepOutgoing } from "./mail";
import { notifyBreach, notifyJoiner, notifyUndelivered } from "./notify";
import { reconcile } from "./reconcile";
import { recount, slaTimer, sweepSla } from "./sla";
import { tidyUpHourly } from "./upkeep";

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
  tidyUpHourly,
  reconcile,
];

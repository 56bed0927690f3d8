import type { StateLook } from "@/components/status-badge";

/** The word for each fixed type, in messages under `choices`. */
export const STATE_TYPE_WORDS = {
  new: "typeNew",
  open: "typeOpen",
  "pending-reminder": "typePendingReminder",
  "pending-auto": "typePendingAuto",
  closed: "typeClosed",
  merged: "typeMerged",
  removed: "typeRemoved",
} as const satisfies Record<StateLook, string>;

import type { CustomerLabel, StateType, WaitsFor } from "@/db/schema";

/** What customers read of a state whose administrator wrote no words of his own: plain, without knowledge of a help desk. */
export function plainLabel(type: StateType, waitsFor: WaitsFor | null): Required<CustomerLabel> {
  if (type === "pending-reminder") {
    return waitsFor === "other" ? { en: "On hold", de: "Zurückgestellt" } : { en: "Waiting for you", de: "Wartet auf Sie" };
  }
  return LABELS[type];
}

const CLOSED = { en: "Closed", de: "Geschlossen" };
const LABELS = {
  new: { en: "Received", de: "Eingegangen" },
  open: { en: "We are on it", de: "In Arbeit" },
  "pending-auto": { en: "Solved, closes soon", de: "Gelöst, schließt bald" },
  closed: CLOSED,
  merged: { en: "Continued elsewhere", de: "Wird anderswo fortgeführt" },
  removed: CLOSED,
};

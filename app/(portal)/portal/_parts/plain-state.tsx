import { useLocale } from "next-intl";
import type { StateLook } from "@/components/status-badge";
import { Badge, type Tone } from "@/components/ui/badge";
import type { State } from "@/domain/tickets/choices";

const TONES: Record<StateLook, Tone> = {
  new: "accent",
  open: "good",
  "pending-reminder": "plain",
  "pending-auto": "plain",
  closed: "outline",
  merged: "outline",
  removed: "outline",
};

/** A state in the words that the desk has for its customers; what waits for the reader stands out. */
export function PlainState({ label, type, waitsFor }: { label: State["label"]; type: StateLook; waitsFor: State["waitsFor"] }) {
  const word = label[useLocale() === "de" ? "de" : "en"] ?? label.en ?? label.de;
  return <Badge tone={waitsFor === "customer" ? "warn" : TONES[type]}>{word}</Badge>;
}

import { useTranslations } from "next-intl";
import type { StateLook } from "@/components/status-badge";
import { Badge, type Tone } from "@/components/ui/badge";

type Word = "stateNew" | "stateOpen" | "stateYou" | "stateOthers" | "stateSolved" | "stateClosed" | "stateMerged";

const LOOKS: Record<StateLook, { word: Word; tone: Tone }> = {
  new: { word: "stateNew", tone: "accent" },
  open: { word: "stateOpen", tone: "good" },
  "pending-reminder": { word: "stateOthers", tone: "plain" },
  "pending-auto": { word: "stateSolved", tone: "plain" },
  closed: { word: "stateClosed", tone: "outline" },
  merged: { word: "stateMerged", tone: "outline" },
  removed: { word: "stateClosed", tone: "outline" },
};
const WAITING_FOR_CUSTOMER = "waiting for customer";

/** A state in words that need no knowledge of a help desk. */
export function PlainState({ state, type }: { state: string; type: StateLook }) {
  const t = useTranslations("portal");
  const { word, tone } = state === WAITING_FOR_CUSTOMER ? ({ word: "stateYou", tone: "warn" } as const) : LOOKS[type];
  return <Badge tone={tone}>{t(word)}</Badge>;
}

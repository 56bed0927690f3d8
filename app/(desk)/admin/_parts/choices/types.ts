import type { StateLook } from "@/components/status-badge";

export type Kind = "state" | "priority" | "type";

/** A state, priority or type as its screen draws and edits it. */
export type Choice = {
  id: string;
  name: string;
  position: number;
  active: boolean;
  successor: string | null;
  isDefault: boolean;
  /** Of a state. */
  type?: StateLook;
  label?: { en?: string; de?: string };
  waitsFor?: "customer" | "other" | null;
  /** Of a priority. */
  sign?: number;
  color?: "muted" | "good" | "accent" | "warn" | "bad";
};

"use client";

import { createContext, type ReactNode, useContext } from "react";

export type PrioritySign = { sign: number; color: "muted" | "good" | "accent" | "warn" | "bad"; usual: boolean };
export type PrioritySigns = Readonly<Record<string, PrioritySign>>;

/** The desk's own priorities by name; as delivered where nothing else was said. */
const Signs = createContext<PrioritySigns>(
  Object.fromEntries(
    ["very low", "low", "normal", "high", "very high"].map((name, sign) => [
      name,
      { sign, color: sign === 4 ? "bad" : "muted", usual: name === "normal" },
    ]),
  ),
);

export const PrioritySignsProvider = ({ signs, children }: { signs: PrioritySigns; children: ReactNode }) => (
  <Signs.Provider value={signs}>{children}</Signs.Provider>
);

const UNKNOWN: PrioritySign = { sign: 2, color: "muted", usual: false };

/** How a priority is drawn, and whether it is the one that tickets have unless somebody chose. */
export const usePrioritySign = (): ((name: string) => PrioritySign) => {
  const signs = useContext(Signs);
  return (name) => signs[name] ?? UNKNOWN;
};

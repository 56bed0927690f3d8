"use client";

import { useEffect, useRef } from "react";

const SWITCH = "single-keys";
const FIELDS = /^(INPUT|TEXTAREA|SELECT)$/;

/**
 * Single keys that act while nobody types and nothing lies over the page. A reader may switch them off (WCAG 2.1.4);
 * what they do can always be done without them.
 */
export function useKeys(keys: Record<string, () => void>): void {
  const wanted = useRef(keys);
  useEffect(() => {
    wanted.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = wanted.current[event.key];
      if (!act || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
      const target = event.target as HTMLElement;
      if (target.isContentEditable || FIELDS.test(target.tagName) || !singleKeysAreOn()) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

export function singleKeysAreOn(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

export function switchSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    // Storage is forbidden: they stay as they are.
  }
}

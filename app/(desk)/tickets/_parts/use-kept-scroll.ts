"use client";

import { type RefObject, useLayoutEffect } from "react";

const places = new Map<string, number>();

/** Each ticket is a page of its own, and the list beside it is drawn anew: it goes on where its reader left it. */
export function useKeptScroll(pane: RefObject<HTMLElement | null>, key: string): void {
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    element.scrollTop = places.get(key) ?? 0;
    element.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
    const keep = () => places.set(key, element.scrollTop);
    element.addEventListener("scroll", keep, { passive: true });
    return () => element.removeEventListener("scroll", keep);
  }, [pane, key]);
}

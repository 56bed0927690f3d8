"use client";

import { useNow } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";

const TICK_MS = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

/** One clock for all that shows an age; while a page comes alive it says what the server said. */
export function useClock(): Date {
  const drawnAt = useNow().getTime();
  return new Date(useSyncExternalStore(listen, read, () => drawnAt));
}

/** The time by the second, for countdowns. Announced to nobody. */
export function useSecond(): Date {
  const drawnAt = useNow().getTime();
  const [now, setNow] = useState(drawnAt);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const seconds = setInterval(tick, 1000);
    return () => clearInterval(seconds);
  }, []);
  return new Date(now);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    current = 0;
  };
}

function tick(): void {
  current = Date.now();
  for (const listener of listeners) listener();
}

function read(): number {
  current ||= Date.now();
  return current;
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 4000;

/** The mailbox has no live channel, as a mail program has none: it looks again while somebody looks at it. */
export function LookAgain() {
  const { refresh } = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return null;
}

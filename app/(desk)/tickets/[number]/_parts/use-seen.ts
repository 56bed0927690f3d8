"use client";

import { useEffect } from "react";
import { noticesChanged } from "@/app/(desk)/_parts/bell";

/**
 * Who looks at a ticket knows what the bell would tell of it. A page in the background is looked at by nobody: its
 * notices stay, and the mail about them leaves, until it is brought to the front.
 */
export function useSeen(ticket: string, unseen: string | null): void {
  useEffect(() => {
    if (!unseen) return;
    const look = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", look);
      void markSeen(ticket);
    };
    document.addEventListener("visibilitychange", look);
    look();
    return () => document.removeEventListener("visibilitychange", look);
  }, [ticket, unseen]);
}

async function markSeen(ticket: string): Promise<void> {
  const asked = { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ ticket }) };
  const response = await fetch("/api/v1/notifications", asked).catch(() => null);
  if (response?.ok) noticesChanged();
}

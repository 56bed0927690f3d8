"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useLive } from "@/realtime/use-live";

/** The page asks again when something public happened to its request. What is being typed stays. */
export function Live({ number, since }: { number: string; since: number }) {
  const router = useRouter();
  useLive(
    { ticket: number },
    since,
    useCallback(() => router.refresh(), [router]),
  );
  return null;
}

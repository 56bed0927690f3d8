"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useLive } from "@/realtime/use-live";

/** The page asks again when something public happened to its request. What is being typed stays. */
export function Live({ number }: { number: string }) {
  const router = useRouter();
  useLive(
    { ticket: number },
    useCallback(() => router.refresh(), [router]),
  );
  return null;
}

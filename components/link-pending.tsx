"use client";

import { useLinkStatus } from "next/link";
import type { ReactNode } from "react";
import { Spinner } from "./ui/spinner";

/** Inside a link: while its page is on the way it turns, but only when that takes longer than one notices. */
export function LinkPending({ children = null }: { children?: ReactNode }) {
  const { pending } = useLinkStatus();
  return pending ? <Spinner className="size-3.5! animate-late! text-faint" /> : children;
}

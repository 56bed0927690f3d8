"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";

/** The first page of a new reader is drawn in UTC; once his zone is known it is drawn again in his own. */
export function ReaderZone() {
  const drawnIn = useTimeZone();
  const { refresh } = useRouter();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own !== drawnIn && document.cookie.includes(`tz=${encodeURIComponent(own)}`)) refresh();
  }, [drawnIn, refresh]);
  return null;
}

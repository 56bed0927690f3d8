"use client";

import { useLayoutEffect } from "react";
import { restoreLook } from "./theme";

/** Where the browser had to draw the whole page itself (Next does that for "not found"), no script of ours ran before it. */
export function KeptLook() {
  useLayoutEffect(restoreLook, []);
  return null;
}

"use client";

/** Inside the frame, which stays: what failed is one page. */
export { Failure as default } from "@/components/failure";

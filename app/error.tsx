"use client";

import { Failure, type FailureProps } from "@/components/failure";

export default function ErrorPage(props: FailureProps) {
  return (
    <main id="main" className="flex">
      <Failure {...props} />
    </main>
  );
}

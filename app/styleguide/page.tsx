import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SourceLink } from "@/components/source-link";
import { isDemo } from "@/lib/mode";
import { Choosing } from "./_parts/choosing";
import { Colours } from "./_parts/colours";
import { Controls } from "./_parts/controls";
import { Overlays } from "./_parts/overlays";
import { TicketParts } from "./_parts/ticket-parts";

export const metadata: Metadata = { title: "Style guide" };
export const dynamic = "force-dynamic";

/** Every part in every state, for those who build with them; a real desk has no such page. In English alone. */
export default function StyleGuidePage() {
  if (!isDemo()) notFound();
  return (
    <main id="main" tabIndex={-1} lang="en" className="mx-auto flex max-w-5xl flex-col gap-12 px-4 py-8 outline-none">
      <div>
        <h1 className="text-2xl">Style guide</h1>
        <p className="mt-1 text-muted">
          The parts of <code>components/</code> in all their states. Switch light and dark in the menu of the desk.
        </p>
      </div>
      <Colours />
      <Controls />
      <Choosing />
      <Overlays />
      <TicketParts />
      <SourceLink />
    </main>
  );
}

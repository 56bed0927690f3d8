import type { ReactNode } from "react";
import { currentActor } from "@/app/_door/session";
import { PrioritySignsProvider } from "@/components/priority-signs";
import { can } from "@/domain/access/policy";
import { listQueuesToAsk } from "@/domain/tickets/queues-to-ask";
import { isDemo } from "@/lib/mode";
import { prioritySigns } from "./_parts/priority-signs-of";
import { queuesOnce, seqBefore } from "./_parts/read-once";
import { Sidebar } from "./_parts/sidebar";

/** Draws the desk around its pages. Each page asks for itself who comes, and knows best where to send a customer. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (actor?.kind !== "agent") return children;
  const since = await seqBefore();
  const [queues, queuesToAsk, signs] = await Promise.all([queuesOnce(actor), listQueuesToAsk(actor), prioritySigns()]);
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <Sidebar
        me={{ name: actor.name, email: actor.email }}
        queues={queues}
        since={since}
        places={{
          newTicket: queuesToAsk.length > 0,
          dashboard: can(actor, "dashboard.read"),
          admin: can(actor, "desk.admin") || can(actor, "words.write"),
          mailbox: isDemo(),
          styleguide: isDemo(),
        }}
      />
      <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 outline-none">
        <PrioritySignsProvider signs={signs}>{children}</PrioritySignsProvider>
      </main>
    </div>
  );
}

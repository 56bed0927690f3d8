import type { ReactNode } from "react";
import { requireAgent } from "@/app/_door/session";
import { latestSeq } from "@/domain/events/history";
import { listQueues } from "@/domain/tickets/queries";
import { isDemo } from "@/lib/mode";
import { Sidebar } from "./_parts/sidebar";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await requireAgent();
  const since = await latestSeq();
  const queues = await listQueues(actor);
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <Sidebar
        me={{ name: actor.name, email: actor.email }}
        queues={queues}
        since={since}
        isAdmin={actor.rights.everywhere.has("admin")}
        hasMailbox={isDemo()}
      />
      <div id="main" className="flex min-h-0 min-w-0 flex-1">
        {children}
      </div>
    </div>
  );
}

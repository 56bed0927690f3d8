import { TriangleAlert } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getQueueState, listWorkFunctions } from "@/domain/work/read";
import { WorkFrame } from "./_parts/frame";
import { FunctionTable } from "./_parts/function-table";
import { QueueNow } from "./_parts/queue-now";
import { requireWorkReader } from "./_parts/reader";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("work"))("title") };
}

/** How the background work stands: what waits and for how long, and what each function has done and failed at. */
export default async function WorkPage() {
  const actor = await requireWorkReader("/admin/work");
  const t = await getTranslations("work");
  return (
    <WorkFrame
      actor={actor}
      content={async () => {
        const [queue, functions] = await Promise.all([getQueueState(actor), listWorkFunctions(actor)]);
        return (
          <>
            {queue.holdsBack && (
              <p role="status" className="flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
                <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
                {t("holdsBack")}
              </p>
            )}
            <QueueNow queue={queue} />
            <FunctionTable functions={functions} />
          </>
        );
      }}
    />
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/toast";
import { requireTime } from "../actions";

/** Whether a queue asks for time, at once. */
export function QueueSwitch({ queue }: { queue: { id: string; name: string; required: boolean } }) {
  const [router, toast] = [useRouter(), useToast()];
  const [, start] = useTransition();
  const [required, show] = useOptimistic(queue.required);
  const turn = (wanted: boolean) =>
    start(async () => {
      show(wanted);
      const result = await requireTime({ id: queue.id, required: wanted });
      if (!result.ok) toast({ title: result.error.message, tone: "bad" });
      router.refresh();
    });
  return <Switch label={queue.name.replaceAll("::", " › ")} checked={required} onChange={(event) => turn(event.target.checked)} />;
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field, TextArea } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { writeCall } from "../actions";

/** Writes down a telephone call: who rang, whether he was spoken to, how long, what was said. */
export default function CallDialog({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const t = useTranslations("call");
  const router = useRouter();
  const [busy, start] = useTransition();
  const [fault, setFault] = useState<string | null>(null);
  const [direction, setDirection] = useState<"in" | "out">("in");
  const [reached, setReached] = useState(true);
  const [minutes, setMinutes] = useState("");
  const [text, setText] = useState("");

  const save = () =>
    start(async () => {
      const lasted = minutes === "" ? {} : { minutes: Number(minutes) };
      const result = await writeCall({ ticketId, text, direction, reached, ...lasted });
      setFault(result.ok ? null : result.error.message);
      if (!result.ok) return;
      router.refresh();
      onClose();
    });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} text={t("text")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) save();
        }}
      >
        <Segmented
          label={t("direction")}
          value={direction}
          onChange={setDirection}
          options={[
            { value: "in", label: t("in") },
            { value: "out", label: t("out") },
          ]}
          className="self-start"
        />
        {direction === "out" && (
          <Checkbox label={t("reached")} hint={t("reachedHint")} checked={reached} onChange={(event) => setReached(event.target.checked)} />
        )}
        <TextArea label={t("said")} required value={text} onChange={(event) => setText(event.target.value)} maxLength={100_000} />
        <Field
          type="number"
          label={t("minutes")}
          min={0}
          max={1440}
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
          className="w-28"
        />
        {fault && (
          <p role="alert" className="text-sm text-bad">
            {fault}
          </p>
        )}
        <Button type="submit" kind="primary" busy={busy} className="self-end">
          {t("save")}
        </Button>
      </form>
    </Dialog>
  );
}

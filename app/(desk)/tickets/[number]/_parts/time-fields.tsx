"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import { activities } from "../time-actions";

export type Booking = { minutes: number; activity: string | null; billable: boolean; note: string };

/** How long, on what, for whose money and what for. */
export function TimeFields({ initial, error }: { initial?: Partial<Booking>; error?: string }) {
  const t = useTranslations("time");
  const choices = useActivities();
  const kept = initial?.activity ?? "";
  const options = choices.map(({ name }) => ({ value: name, label: name }));
  const all = kept && !options.some(({ value }) => value === kept) ? [{ value: kept, label: kept }, ...options] : options;
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={t("minutes")}
        name="minutes"
        type="number"
        inputMode="numeric"
        min={1}
        max={1440}
        required
        autoFocus
        defaultValue={initial?.minutes}
        error={error}
      />
      {all.length > 0 && (
        <SelectField
          key={all.length}
          label={t("activity")}
          name="activity"
          defaultValue={kept}
          options={[{ value: "", label: t("noActivity") }, ...all]}
        />
      )}
      <Field label={t("note")} name="note" maxLength={1000} autoComplete="off" defaultValue={initial?.note} />
      <Checkbox label={t("billable")} name="billable" defaultChecked={initial?.billable} />
    </div>
  );
}

export const bookingOf = (form: HTMLFormElement): Booking => {
  const typed = new FormData(form);
  return {
    minutes: Number(typed.get("minutes")),
    activity: String(typed.get("activity") ?? "") || null,
    billable: typed.get("billable") === "on",
    note: String(typed.get("note") ?? ""),
  };
};

/** Asked for when somebody wants to book. */
function useActivities() {
  const [list, setList] = useState<{ id: string; name: string }[]>([]);
  useEffect(() => {
    let here = true;
    void activities({}).then((result) => here && result.ok && setList(result.data));
    return () => {
      here = false;
    };
  }, []);
  return list;
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { TicketNumbers } from "@/domain/setup/numbers";
import { faultOf, useAct } from "../../_parts/choices/use-act";
import { saveNumbers } from "../actions";

const KINDS = ["counter", "date", "random"] as const;

/** Which kind of number, each with an example and what it tells. */
export function NumbersForm({ numbers }: { numbers: TicketNumbers }) {
  const t = useTranslations("numbers");
  const { busy, fault, run } = useAct(() => {});
  const [kind, setKind] = useState(numbers.kind);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const zone = new FormData(event.currentTarget).get("timeZone");
        run(() => saveNumbers({ kind, ...(zone === null ? {} : { timeZone: String(zone).trim() }) }));
      }}
      className="flex flex-col gap-4"
    >
      <SelectField
        label={t("kind")}
        hint={t(`${kind}Text`)}
        value={kind}
        onChange={(event) => setKind(event.target.value as TicketNumbers["kind"])}
        options={KINDS.map((value) => ({ value, label: t(value) }))}
        error={faultOf(fault, "kind")}
      />
      {kind === "date" && (
        <Field
          label={t("zone")}
          hint={t("zoneHint")}
          name="timeZone"
          defaultValue={numbers.timeZone}
          required
          error={faultOf(fault, "timeZone")}
        />
      )}
      {fault && fault.fields.length === 0 && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {fault.message}
        </p>
      )}
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

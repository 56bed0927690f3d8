"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { StateLook } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import { savePriority, saveState, saveType } from "./actions";
import { STATE_TYPE_WORDS } from "./state-type-words";
import type { Choice, Kind } from "./types";
import { faultOf, useAct } from "./use-act";

const NEW = { state: "newState", priority: "newPriority", type: "newType" } as const;
const COLORS = ["muted", "good", "accent", "warn", "bad"] as const;
const TYPES = ["new", "open", "pending-reminder", "pending-auto", "closed"] as const;

/** A state, priority or type, new or as it is, in a dialog. */
export function ChoiceForm({ kind, choice, onClose }: { kind: Kind; choice: Choice | null; onClose: () => void }) {
  const t = useTranslations("choices");
  const { busy, fault, run } = useAct(onClose);
  const [type, setType] = useState<StateLook>(choice?.type ?? "open");
  const form = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? "");
    const isDefault = typed.get("default") === "on" ? { default: true } : {};
    const common = { id: choice?.id, name: text("name"), ...(text("position") ? { position: Number(text("position")) } : {}) };
    const waitsFor = typed.has("waitsFor") ? { waitsFor: text("waitsFor") as "customer" | "other" } : {};
    if (kind === "type") return run(() => saveType(common));
    if (kind === "priority") {
      const color = text("color") as (typeof COLORS)[number];
      return run(() => savePriority({ ...common, ...isDefault, sign: Number(text("sign")), color }));
    }
    run(() => saveState({ ...common, ...isDefault, ...waitsFor, type, label: { en: text("labelEn"), de: text("labelDe") } }));
  };
  const footer = (
    <>
      <Button kind="quiet" onClick={onClose}>
        {t("cancel")}
      </Button>
      <Button kind="primary" type="submit" form={form} busy={busy}>
        {t("save")}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={choice ? t("edit", { name: choice.name }) : t(NEW[kind])}
      footer={footer}
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("name")} name="name" defaultValue={choice?.name} maxLength={60} required error={faultOf(fault, "name")} autoFocus />
        {kind === "state" && (
          <>
            <SelectField
              label={t("type")}
              value={type}
              disabled={choice !== null}
              onChange={(event) => setType(event.target.value as StateLook)}
              options={[...new Set<StateLook>([...TYPES, type])].map((value) => ({ value, label: t(STATE_TYPE_WORDS[value]) }))}
              error={faultOf(fault, "type")}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <Field
                label={t("labelEn")}
                name="labelEn"
                defaultValue={choice?.label?.en}
                maxLength={60}
                error={faultOf(fault, "label.en")}
              />
              <Field
                label={t("labelDe")}
                name="labelDe"
                defaultValue={choice?.label?.de}
                maxLength={60}
                error={faultOf(fault, "label.de")}
              />
            </div>
            {type === "pending-reminder" && (
              <SelectField
                label={t("waitsFor")}
                name="waitsFor"
                defaultValue={choice?.waitsFor ?? "customer"}
                options={[
                  { value: "customer", label: t("waitsForCustomer") },
                  { value: "other", label: t("waitsForOther") },
                ]}
              />
            )}
          </>
        )}
        {kind === "priority" && (
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label={t("sign")}
              name="sign"
              defaultValue={String(choice?.sign ?? 2)}
              options={([0, 1, 2, 3, 4] as const).map((sign) => ({ value: String(sign), label: t(`sign${sign}`) }))}
            />
            <SelectField
              label={t("color")}
              name="color"
              defaultValue={choice?.color ?? "muted"}
              options={COLORS.map((color) => ({ value: color, label: t(color) }))}
            />
          </div>
        )}
        <Field
          label={t("position")}
          hint={t("positionHint")}
          name="position"
          type="number"
          min={0}
          max={10_000}
          defaultValue={choice?.position}
          error={faultOf(fault, "position")}
        />
        {kind !== "type" && (
          <Checkbox label={t("isDefault")} name="default" defaultChecked={choice?.isDefault} disabled={choice?.isDefault} />
        )}
        {fault && fault.fields.length === 0 && (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
            {fault.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}

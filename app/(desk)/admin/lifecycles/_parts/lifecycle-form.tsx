"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNames } from "@/components/names";
import { StateSign } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import type { LifecycleView } from "@/domain/setup/lifecycles";
import { useAct } from "../../_parts/choices/use-act";
import { saveLifecycle } from "../actions";

type Step = LifecycleView["steps"][number];
type State = { name: string; type: "new" | "open" | "pending-reminder" | "pending-auto" | "closed" | "merged" | "removed" };

const RIGHTS = ["note", "reply", "change", "assign", "move", "close", "full"] as const;

/** For each state what may follow it, and the right that asks for; all unticked: everything may follow. */
export function LifecycleForm({ type, steps, states }: { type: string | null; steps: Step[]; states: State[] }) {
  const t = useTranslations("lifecycles");
  const name = useNames();
  const { busy, fault, run } = useAct(() => {});
  const [chosen, setChosen] = useState<readonly Step[]>(steps);
  const isStep = (from: string, to: string) => (one: Step) => one.from === from && one.to === to;
  const tick = (from: string, to: string, on: boolean) =>
    setChosen((before) => (on ? [...before, { from, to, right: null }] : before.filter((one) => !isStep(from, to)(one))));
  const ask = (from: string, to: string, right: string) =>
    setChosen((before) => before.map((one) => (isStep(from, to)(one) ? { ...one, right: (right || null) as Step["right"] } : one)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run(() => saveLifecycle({ type, steps: [...chosen] }));
      }}
      className="flex flex-col gap-4"
    >
      {chosen.length === 0 && <p className="text-sm text-muted">{t(type === null ? "everything" : "asForAll")}</p>}
      {states.map((from) => (
        <fieldset key={from.name} className="rounded-lg border border-line bg-raised px-4 py-3">
          <legend className="flex items-center gap-2 px-1 text-sm font-medium">
            <StateSign type={from.type} className="size-3.5" />
            {t("after", { name: name(from.name) })}
          </legend>
          <ul className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
            {states
              .filter((to) => to.name !== from.name && to.type !== "new")
              .map((to) => {
                const step = chosen.find(isStep(from.name, to.name));
                return (
                  <li key={to.name} className="flex min-h-8 flex-wrap items-center gap-x-2">
                    <Checkbox
                      label={name(to.name)}
                      checked={step !== undefined}
                      onChange={(event) => tick(from.name, to.name, event.target.checked)}
                    />
                    {step && (
                      <Select
                        label={t("right", { from: name(from.name), to: name(to.name) })}
                        className="ml-auto w-40"
                        value={step.right ?? ""}
                        onChange={(event) => ask(from.name, to.name, event.target.value)}
                        options={[{ value: "", label: t("anybody") }, ...RIGHTS.map((value) => ({ value, label: t(value) }))]}
                      />
                    )}
                  </li>
                );
              })}
          </ul>
        </fieldset>
      ))}
      {fault && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {fault.message}
        </p>
      )}
      <div className="flex gap-2">
        <Button kind="primary" type="submit" busy={busy}>
          {t("save")}
        </Button>
        <Button kind="quiet" onClick={() => setChosen([])}>
          {t("clear")}
        </Button>
      </div>
    </form>
  );
}

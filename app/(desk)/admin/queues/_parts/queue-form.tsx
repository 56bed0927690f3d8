"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { useNames } from "@/components/names";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, TextArea } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { getQueueSettings } from "@/domain/setup/configure-queue";
import { faultOf, useAct } from "../../_parts/choices/use-act";
import { saveQueue } from "../actions";
import type { QueueChoices } from "./choices";
import { type ClosedPolicy, typedQueue } from "./typed-queue";

type Queue = Awaited<ReturnType<typeof getQueueSettings>>;

const POLICIES = ["reopen", "reopen-within", "new-linked", "reject"] as const;
const POLICY_WORDS = { reopen: "reopen", "reopen-within": "reopenWithin", "new-linked": "newLinked", reject: "reject" } as const;
const JOINING = ["known", "organization", "all", "never"] as const;

/** All settings of a queue in one form; what was refused stands beside its field, and what was typed stays. */
export function QueueForm({ queue, choices }: { queue: Queue | null; choices: QueueChoices }) {
  const t = useTranslations("queues");
  const name = useNames();
  const router = useRouter();
  const { busy, fault, run } = useAct(() => {});
  const [policy, setPolicy] = useState<ClosedPolicy>(queue?.closedPolicy ?? "reopen-within");
  const path = queue?.name.split("::") ?? [];
  const above = choices.queues.filter((one) => one.id !== queue?.id && !one.name.startsWith(`${queue?.name}::`));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = typedQueue(new FormData(event.currentTarget), policy);
    run(async () => {
      const result = await saveQueue({ ...typed, ...(queue ? { id: queue.id } : {}) });
      if (result.ok && !queue) router.push(`/admin/queues/${result.data.id}`);
      return result;
    });
  };
  const known = ["name", "group", "address", "addresses", "senderName", "signature", "defaultState", "defaultPriority", "unassignMinutes"];
  return (
    <form onSubmit={submit} className="flex flex-col gap-8">
      <Part title={t("place")}>
        <Field label={t("name")} name="leaf" defaultValue={path.at(-1)} maxLength={60} required error={faultOf(fault, "name")} />
        <SelectField
          label={t("above")}
          name="above"
          defaultValue={path.slice(0, -1).join("::")}
          options={[{ value: "", label: t("top") }, ...above.map((one) => ({ value: one.name, label: one.name.replaceAll("::", " › ") }))]}
        />
        <SelectField
          label={t("group")}
          hint={t("groupHint")}
          name="group"
          defaultValue={queue?.group ?? ""}
          error={faultOf(fault, "group")}
          options={[...(queue ? [] : [{ value: "", label: t("groupAbove") }]), ...choices.groups.map((value) => ({ value, label: value }))]}
        />
      </Part>
      <Part title={t("mail")}>
        <Field
          label={t("address")}
          hint={t("addressHint")}
          name="address"
          defaultValue={queue?.address ?? ""}
          error={faultOf(fault, "address")}
        />
        <TextArea
          label={t("addresses")}
          hint={t("addressesHint")}
          name="addresses"
          rows={2}
          defaultValue={queue?.addresses.join("\n")}
          error={faultOf(fault, "addresses")}
        />
        <Field
          label={t("senderName")}
          name="senderName"
          maxLength={200}
          defaultValue={queue?.senderName ?? ""}
          error={faultOf(fault, "senderName")}
        />
        <TextArea
          label={t("signature")}
          name="signature"
          maxLength={5000}
          defaultValue={queue?.signature}
          error={faultOf(fault, "signature")}
        />
        <SelectField
          label={t("locale")}
          name="locale"
          defaultValue={queue?.locale ?? ""}
          options={[
            { value: "", label: t("anyLocale") },
            { value: "en", label: "English" },
            { value: "de", label: "Deutsch" },
          ]}
        />
        <SelectField
          label={t("join")}
          name="joinPolicy"
          defaultValue={queue?.joinPolicy ?? "known"}
          options={JOINING.map((value) => ({ value, label: t(`join_${value}`) }))}
        />
        <Checkbox label={t("receipt")} name="receipt" defaultChecked={queue?.receipt} />
      </Part>
      <Part title={t("closedTickets")}>
        <SelectField
          label={t("closedPolicy")}
          value={policy}
          onChange={(event) => setPolicy(event.target.value as ClosedPolicy)}
          options={POLICIES.map((value) => ({ value, label: t(POLICY_WORDS[value]) }))}
        />
        {policy === "reopen-within" && (
          <>
            <Field
              label={t("reopenDays")}
              name="reopenDays"
              type="number"
              min={0}
              max={3650}
              required
              defaultValue={queue?.reopenDays ?? 30}
            />
            <Checkbox label={t("reopenBusinessDays")} name="reopenBusinessDays" defaultChecked={queue?.reopenBusinessDays} />
          </>
        )}
      </Part>
      <Part title={t("work")}>
        <SelectField
          label={t("defaultState")}
          name="defaultState"
          defaultValue={queue?.defaultState ?? ""}
          error={faultOf(fault, "defaultState")}
          options={[{ value: "", label: t("asDesk") }, ...choices.states.map((value) => ({ value, label: name(value) }))]}
        />
        <SelectField
          label={t("defaultPriority")}
          name="defaultPriority"
          defaultValue={queue?.defaultPriority ?? ""}
          error={faultOf(fault, "defaultPriority")}
          options={[{ value: "", label: t("asDesk") }, ...choices.priorities.map((value) => ({ value, label: name(value) }))]}
        />
        <Field
          label={t("unassign")}
          hint={t("unassignHint")}
          name="unassignMinutes"
          type="number"
          min={1}
          max={527_040}
          defaultValue={queue?.unassignMinutes ?? ""}
          error={faultOf(fault, "unassignMinutes")}
        />
      </Part>
      {fault && !faultOf(fault, ...known) && (
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

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

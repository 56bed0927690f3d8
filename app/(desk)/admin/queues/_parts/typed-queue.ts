import type { saveQueue } from "../actions";

type Typed = Omit<Parameters<typeof saveQueue>[0], "id">;
export type ClosedPolicy = Typed["closedPolicy"];

/** What stands in the form of a queue, as the action takes it. Empty fields mean none. */
export function typedQueue(form: FormData, closedPolicy: ClosedPolicy): Typed {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const leaf = text("leaf");
  return {
    name: text("above") ? `${text("above")}::${leaf}` : leaf,
    ...(text("group") ? { group: text("group") } : {}),
    address: text("address") || null,
    addresses: text("addresses")
      .split(/[\s,;]+/)
      .filter(Boolean),
    senderName: text("senderName") || null,
    signature: String(form.get("signature") ?? ""),
    defaultState: text("defaultState") || null,
    defaultPriority: text("defaultPriority") || null,
    unassignMinutes: text("unassignMinutes") ? Number(text("unassignMinutes")) : null,
    receipt: form.has("receipt"),
    closedPolicy,
    reopenDays: Number(text("reopenDays") || 30),
    reopenBusinessDays: form.has("reopenBusinessDays"),
    joinPolicy: text("joinPolicy") as Typed["joinPolicy"],
    locale: (text("locale") || null) as Typed["locale"],
  };
}

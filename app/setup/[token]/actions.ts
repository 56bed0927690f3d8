"use server";

import "@/domain/projections";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { setUpDesk } from "@/domain/setup/set-up";
import { isRefusal } from "@/lib/errors";

const wanted = z.strictObject({
  token: z.string().max(200),
  name: z.string().trim().min(1).max(200),
  email: z.string().max(254),
  password: z.string().max(1000),
  queueName: z.string().max(200),
  queueAddress: z.string().max(254),
});

/** Nobody can be signed in yet: whoever holds the link is the actor, and the act checks the link. */
export async function setUp(input: z.input<typeof wanted>): Promise<{ ok: true } | { ok: false; message: string; field?: string }> {
  const t = await getTranslations("refusals");
  const parsed = wanted.safeParse(input);
  if (!parsed.success) return { ok: false, message: t("invalidInput") };
  const { token, ...desk } = parsed.data;
  try {
    await setUpDesk(token, desk);
    return { ok: true };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const message = t.has(error.key as "bug") ? t(error.key as "bug", { reference: "" }) : error.message;
    return { ok: false, message, field: Object.keys(error.fields ?? {})[0] };
  }
}

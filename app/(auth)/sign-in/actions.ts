"use server";

import "@/domain/projections";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForSignInLink } from "@/domain/people/sign-in-link";
import { isRefusal } from "@/lib/errors";

const asked = z.strictObject({ email: z.string().max(254) });

/** Nobody is signed in yet: whoever asks is a visitor, and the act tells nobody whether the address is known. */
export async function askForLink(input: z.input<typeof asked>): Promise<{ ok: true } | { ok: false; message: string }> {
  const t = await getTranslations("refusals");
  const parsed = asked.safeParse(input);
  if (!parsed.success) return { ok: false, message: t("noAddress") };
  try {
    await askForSignInLink(parsed.data.email);
    return { ok: true };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ok: false, message: t.has(error.key as "bug") ? t(error.key as "bug", { reference: "" }) : error.message };
  }
}

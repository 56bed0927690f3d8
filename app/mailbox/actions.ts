"use server";

import "@/domain/projections";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { system } from "@/domain/access/actor";
import { answerDemoMail } from "@/domain/mail/demo-answer";
import { isDemoRequest } from "@/lib/mode";

const answer = z.strictObject({ mailId: z.uuid(), text: z.string().trim().min(1).max(100_000) });

/** In the customer's place: an answer is made as his mail program would make it, and handed to the intake. */
export async function replyAsCustomer(input: z.input<typeof answer>): Promise<{ ok: true } | { ok: false; message: string }> {
  const t = await getTranslations("mailbox");
  if (!isDemoRequest(await headers())) return { ok: false, message: t("failed") };
  const parsed = answer.safeParse(input);
  if (!parsed.success) return { ok: false, message: t("writeSomething") };
  await answerDemoMail(system("demo"), parsed.data.mailId, parsed.data.text);
  return { ok: true };
}

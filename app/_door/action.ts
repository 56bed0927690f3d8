import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { Actor } from "@/domain/access/actor";
import { isRefusal, type Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { faultyFields } from "./fields";
import { currentActor } from "./session";

export type Failure = { code: string; message: string; fields?: Record<string, string>; current?: unknown };
export type Result<T> = { ok: true; data: T } | { ok: false; error: Failure };

/** A server action: session → actor, parse, one act, and its outcome as a Result in the reader's language. No rule. */
export function action<S extends z.ZodType, T>(schema: S, act: (actor: Actor, input: z.output<S>) => Promise<T>) {
  return async (input: z.input<S>): Promise<Result<T>> => {
    const actor = await currentActor();
    if (!actor) return failed("signed_out", "signedOut", "Please sign in again.");
    const parsed = schema.safeParse(input);
    if (!parsed.success)
      return withFields(await failed("invalid", "invalidInput", "This cannot be read."), faultyFields(parsed.error, "input"));
    try {
      return { ok: true, data: await act(actor, parsed.data) };
    } catch (error) {
      // A redirect travels as an error of Next's own.
      unstable_rethrow(error);
      if (isRefusal(error)) return withCurrent(await refused(error), error.current);
      const reference = newId();
      log().error({ reference, error: error instanceof Error ? error.stack : error }, "an action failed");
      return failed("bug", "bug", `Something went wrong on our side (${reference}).`, { reference });
    }
  };
}

const refused = async (refusal: Refusal) =>
  withFields(await failed(refusal.code, refusal.key, refusal.message, refusal.values), refusal.fields);

/** The thing as it stands, for a conflict. */
const withCurrent = (result: Result<never>, current: unknown): Result<never> =>
  result.ok || current === undefined ? result : { ok: false, error: { ...result.error, current } };

const withFields = (result: Result<never>, fields: Record<string, string> | undefined): Result<never> =>
  result.ok || !fields ? result : { ok: false, error: { ...result.error, fields } };

async function failed(code: string, key: string, message: string, values: Record<string, string> = {}): Promise<Result<never>> {
  const t = await getTranslations("refusals");
  // A sentence that stands in no list yet is said as the act said it.
  return { ok: false, error: { code, message: t.has(key as "bug") ? t(key as "bug", { reference: "", ...values }) : message } };
}

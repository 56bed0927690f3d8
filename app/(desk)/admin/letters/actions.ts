"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { removeLetterPart, setLetterPart } from "@/domain/words/letter-parts";

const part = z.strictObject({
  part: z.enum(["salutation", "signature"]),
  queue: z.string().max(200).nullable(),
  locale: z.enum(["en", "de"]),
  text: z.string().max(20_000),
});

export const save = action(part, setLetterPart);
export const remove = action(z.strictObject({ id: z.uuid() }), async (actor, { id }) => {
  await removeLetterPart(actor, id);
  return null;
});

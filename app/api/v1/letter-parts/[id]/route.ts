import { handler } from "@/app/_door/handler";
import { removeLetterPart } from "@/domain/words/letter-parts";
import { operations } from "../../_routes";

export const DELETE = handler(operations["DELETE /letter-parts/{id}"], async ({ actor, params }) => {
  await removeLetterPart(actor, params.id!);
  return { id: params.id };
});

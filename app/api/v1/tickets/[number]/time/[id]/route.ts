import { handler } from "@/app/_door/handler";
import { correctTime, removeTime } from "@/domain/tickets/correct-time";
import { getTimeEntry } from "@/domain/tickets/time-entries";
import { operations } from "../../../../_routes";
import { asReader } from "../../../../_views";

export const PATCH = handler(operations["PATCH /tickets/{number}/time/{id}"], async ({ actor, params, body }) => {
  await correctTime(actor, params.id!, body, params.number!);
  return getTimeEntry(asReader(actor), params.number!, params.id!);
});

export const DELETE = handler(operations["DELETE /tickets/{number}/time/{id}"], async ({ actor, params }) => {
  await removeTime(actor, params.id!, params.number!);
  return { id: params.id };
});

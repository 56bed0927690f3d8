import { handler } from "@/app/_door/handler";
import { changeCalendar, getCalendar, retireCalendar } from "@/domain/sla/calendars";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /calendars/{id}"], ({ actor, params }) => getCalendar(actor, params.id!));

export const PATCH = handler(operations["PATCH /calendars/{id}"], ({ actor, params, body }) => changeCalendar(actor, params.id!, body));

export const DELETE = handler(operations["DELETE /calendars/{id}"], async ({ actor, params }) => {
  await retireCalendar(actor, params.id!);
  return { id: params.id };
});

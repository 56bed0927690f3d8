import { handler } from "@/app/_door/handler";
import { changeActivity } from "@/domain/tickets/time-activities";
import { operations } from "../../../_routes";

export const PATCH = handler(operations["PATCH /time/activities/{id}"], ({ actor, params, body }) =>
  changeActivity(actor, params.id!, body),
);

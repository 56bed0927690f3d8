import { handler } from "@/app/_door/handler";
import { requireTimeOf } from "@/domain/tickets/time-activities";
import { operations } from "../../../_routes";

export const PATCH = handler(operations["PATCH /queues/{id}/time"], ({ actor, params, body }) =>
  requireTimeOf(actor, params.id!, body.required),
);

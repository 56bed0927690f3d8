import { handler } from "@/app/_door/handler";
import { setLifecycle } from "@/domain/setup/lifecycles";
import { operations } from "../../_routes";

export const PUT = handler(operations["PUT /lifecycles/{type}"], ({ actor, params, body }) =>
  setLifecycle(actor, params.type === "default" ? null : params.type!, body.steps),
);

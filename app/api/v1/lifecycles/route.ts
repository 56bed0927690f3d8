import { handler } from "@/app/_door/handler";
import { listLifecycles } from "@/domain/setup/lifecycles";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /lifecycles"], async ({ actor, query }) =>
  pageOf(await listLifecycles(actor), query, (one) => one.type ?? "default"),
);

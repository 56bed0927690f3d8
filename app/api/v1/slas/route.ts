import { handler } from "@/app/_door/handler";
import { createPolicy, listPolicies } from "@/domain/sla/policies";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /slas"], async ({ actor, query }) => pageOf(await listPolicies(actor), query));

export const POST = handler(operations["POST /slas"], ({ actor, body }) => createPolicy(actor, body));

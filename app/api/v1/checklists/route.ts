import { handler } from "@/app/_door/handler";
import { createChecklist, listChecklists } from "@/domain/tasks/checklists";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /checklists"], async ({ actor, query }) => pageOf(await listChecklists(actor), query));

export const POST = handler(operations["POST /checklists"], ({ actor, body }) => createChecklist(actor, body));

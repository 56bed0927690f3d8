import { handler } from "@/app/_door/handler";
import { addTask, applyChecklist } from "@/domain/tasks/add";
import { listTasks } from "@/domain/tasks/queries";
import { ticketIdByNumber } from "@/domain/tickets/load";
import { pageOf } from "../../../_page";
import { operations } from "../../../_routes";
import { asReader } from "../../../_views";

export const GET = handler(operations["GET /tickets/{number}/tasks"], async ({ actor, params, query }) =>
  pageOf(await listTasks(actor, params.number!), query),
);

export const POST = handler(operations["POST /tickets/{number}/tasks"], async ({ actor, params, body }) => {
  const id = await ticketIdByNumber(params.number!);
  if ("checklist" in body) await applyChecklist(actor, id, body.checklist);
  else await addTask(actor, id, body);
  return pageOf(await listTasks(asReader(actor), params.number!), {});
});

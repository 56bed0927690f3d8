import { handler } from "@/app/_door/handler";
import { previewCalendar } from "@/domain/sla/preview";
import { operations } from "../../_routes";

export const POST = handler(operations["POST /calendars/preview"], async ({ actor, body }) => previewCalendar(actor, body));

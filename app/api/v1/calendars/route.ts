import { handler } from "@/app/_door/handler";
import { createCalendar, listCalendars } from "@/domain/sla/calendars";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /calendars"], async ({ actor, query }) => pageOf(await listCalendars(actor), query));

export const POST = handler(operations["POST /calendars"], ({ actor, body }) => createCalendar(actor, body));

import { handler } from "@/app/_door/handler";
import { bookTime } from "@/domain/tickets/book-time";
import { ticketIdByNumber } from "@/domain/tickets/load";
import { getTimeEntry, listTime } from "@/domain/tickets/time-entries";
import { operations } from "../../../_routes";
import { asReader } from "../../../_views";

export const GET = handler(operations["GET /tickets/{number}/time"], ({ actor, params, query }) => listTime(actor, params.number!, query));

export const POST = handler(operations["POST /tickets/{number}/time"], async ({ actor, params, body }) => {
  const { entryId } = await bookTime(actor, await ticketIdByNumber(params.number!), body);
  return getTimeEntry(asReader(actor), params.number!, entryId);
});

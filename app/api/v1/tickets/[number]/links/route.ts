import { handler } from "@/app/_door/handler";
import { listLinks } from "@/domain/tickets/link";
import { operations } from "../../../_routes";

export const GET = handler(operations["GET /tickets/{number}/links"], ({ actor, params }) => listLinks(actor, params.number!));

import { handler } from "@/app/_door/handler";
import { listOwnTime } from "@/domain/tickets/time-entries";
import { operations } from "../_routes";

export const GET = handler(operations["GET /time"], ({ actor, query }) => listOwnTime(actor, query));

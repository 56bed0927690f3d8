import { handler } from "@/app/_door/handler";
import { listFieldsToAsk } from "@/domain/fields/read";
import { operations } from "../../_routes";

export const GET = handler(operations["GET /fields/asked"], async ({ actor }) => ({
  data: await listFieldsToAsk(actor, "ticket"),
  people: {},
}));

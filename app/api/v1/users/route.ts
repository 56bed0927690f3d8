import { handler } from "@/app/_door/handler";
import { listPeople } from "@/domain/people/list";
import { operations } from "../_routes";

export const GET = handler(operations["GET /users"], ({ actor, query }) => listPeople(actor, query));

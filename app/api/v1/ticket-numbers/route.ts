import { handler } from "@/app/_door/handler";
import { configureNumbers, getNumbers } from "@/domain/setup/numbers";
import { operations } from "../_routes";

export const GET = handler(operations["GET /ticket-numbers"], ({ actor }) => getNumbers(actor));

export const PATCH = handler(operations["PATCH /ticket-numbers"], ({ actor, body }) => configureNumbers(actor, body));

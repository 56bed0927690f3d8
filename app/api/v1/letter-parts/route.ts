import { handler } from "@/app/_door/handler";
import { listLetterParts, setLetterPart } from "@/domain/words/letter-parts";
import { pageOf } from "../_page";
import { operations } from "../_routes";

export const GET = handler(operations["GET /letter-parts"], async ({ actor, query }) => pageOf(await listLetterParts(actor), query));

export const PUT = handler(operations["PUT /letter-parts"], ({ actor, body }) => setLetterPart(actor, body));

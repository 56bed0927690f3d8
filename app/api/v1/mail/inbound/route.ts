import { actorOfRequest, failure, problem } from "@/app/_door/handler";
import { acceptMail } from "@/domain/mail/accept";
import { inboundQuery } from "../../_schemas";

/** Raw bytes in, so not the JSON door: but the same actor, the same act, the same problems. */
export async function POST(request: Request): Promise<Response> {
  try {
    const actor = await actorOfRequest(request);
    if (!actor) return problem(401, "Sign in first", {}, { "www-authenticate": "Bearer" });
    const query = inboundQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) return problem(422, "The query is not as it should be: to.", { errors: { to: "This is no mail address." } });
    const raw = Buffer.from(await request.arrayBuffer());
    if (raw.length === 0) return problem(422, "The body is empty.", { errors: { body: "Send the raw message." } });
    const { id, repeated } = await acceptMail(actor, { raw, door: "api", envelopeFrom: null, envelopeTo: query.data.to ? [query.data.to] : [] });
    return Response.json({ id }, { status: repeated ? 200 : 202 });
  } catch (error) {
    return failure(error);
  }
}

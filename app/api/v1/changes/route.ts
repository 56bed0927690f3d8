import { handler } from "@/app/_door/handler";
import { latestSeq, listChanges } from "@/domain/events/history";
import { operations } from "../_routes";

export const GET = handler(operations["GET /changes"], async ({ actor, query: { since } }) => {
  const seq = await latestSeq();
  if (since === "latest") return { data: [], seq };
  const data = await listChanges(actor, since);
  return { data, seq: data.at(-1)?.seq ?? seq };
});

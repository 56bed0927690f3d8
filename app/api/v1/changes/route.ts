import { handler } from "@/app/_door/handler";
import { latestSeq, listChanges } from "@/domain/events/history";
import { changesQuery } from "../_schemas";

export const GET = handler({
  query: changesQuery,
  act: async ({ actor, query: { since } }) => {
    const seq = await latestSeq();
    if (since === "latest") return { data: [], seq };
    const data = await listChanges(actor, since);
    return { data, seq: data.at(-1)?.seq ?? seq };
  },
});

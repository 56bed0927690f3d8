import { cache } from "react";
import { latestSeq } from "@/domain/events/history";
import { listQueues } from "@/domain/tickets/queries";

/** What the frame and the page within it both ask, read once a drawing. */
export const queuesOnce = cache(listQueues);
/** Read before everything else that is drawn: what happens after it is asked for by the page itself. */
export const seqBefore = cache(latestSeq);

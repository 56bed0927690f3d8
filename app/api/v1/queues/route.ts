import { handler } from "@/app/_door/handler";
import { listQueues } from "@/domain/tickets/queries";

export const GET = handler({ act: async ({ actor }) => ({ data: await listQueues(actor), nextCursor: null }) });

import { registerProjections } from "./events/record";
import { projectClocks } from "./sla/project";
import { projectListColumns, projectMinutes, projectTaskCount } from "./tickets/list-columns";
import { projectTicketDocument } from "./tickets/search-document";

/**
 * What every act keeps up to date in its own transaction. They use the transaction's own SQL and nothing else: no
 * mail, no network, no clock but the event's. Every host that writes (Next, server.ts, the command line, tests)
 * imports this file once.
 */
registerProjections([projectListColumns, projectTaskCount, projectMinutes, projectTicketDocument, projectClocks]);

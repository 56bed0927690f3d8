import { db } from "@/db";
import { type Figure, readFigures } from "@/inngest/engine/measure";
import { isEmbedded } from "@/lib/inngest-place";
import { engineTables } from "./engine-tables";

/** The engine's figures for the monitoring; none when a real Inngest has its own. Who may read them, the caller has asked. */
export const engineFigures = async (): Promise<Figure[]> => (isEmbedded() ? readFigures(engineTables(db)) : []);

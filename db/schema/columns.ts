import { customType, timestamp, uuid } from "drizzle-orm/pg-core";
import { now } from "@/lib/clock";
import { newId } from "@/lib/ids";

export const id = () =>
  uuid()
    .primaryKey()
    .$defaultFn(() => newId());

/** Instants are kept in milliseconds, as JavaScript reads them: microseconds would not survive a round trip and the chain would not verify. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => instant().notNull().$defaultFn(now);

export const tsvector = customType<{ data: string; notNull: false }>({ dataType: () => "tsvector" });

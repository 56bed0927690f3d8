import { db } from "@/db";
import type { Actor } from "../access/actor";
import { findOrCreatePersonIn } from "./create";
import type { Person } from "./find";

/** The customer somebody opens a ticket for: found by address, or made. A name is only taken for somebody new. */
export const findOrCreateCustomer = (actor: Actor, wanted: { email: string; name?: string }): Promise<Person> =>
  db.transaction((tx) => findOrCreatePersonIn(tx, actor, wanted));

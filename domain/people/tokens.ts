import { randomBytes } from "node:crypto";
import { db } from "@/db";
import { apiTokens } from "@/db/schema";
import { Refusal } from "@/lib/errors";
import { type Actor, SCOPES, type Scope } from "../access/actor";
import { authorizeDesk } from "../access/authorize";
import { sha256 } from "../events/chain";
import { record } from "../events/record";
import { actorOf } from "./actors";
import { getPersonOrThrow } from "./find";

/**
 * Makes an API token for somebody and gives it, once: only its digest is kept. Without scopes an administrator's token
 * has all, another's read and write. Refuses unknown people and scopes.
 */
export async function createToken(actor: Actor, wanted: { email: string; name: string; scopes?: readonly string[] }): Promise<string> {
  authorizeDesk(actor, "token.create");
  const unknown = wanted.scopes?.find((scope) => !SCOPES.includes(scope as Scope));
  if (unknown) throw new Refusal("invalid", "unknownScope", `There is no scope "${unknown}"; there are ${SCOPES.join(", ")}.`);
  return db.transaction(async (tx) => {
    const person = await getPersonOrThrow(tx, wanted.email, "email");
    const scopes = wanted.scopes ?? (await defaultScopes(person));
    const token = `ot_${randomBytes(32).toString("base64url")}`;
    const [made] = await tx
      .insert(apiTokens)
      .values({ personId: person.id, name: wanted.name, digest: sha256(token), scopes: [...scopes] })
      .returning();
    await record(tx, actor, {
      type: "token.created",
      subject: `person:${person.id}`,
      data: { tokenId: made!.id, personId: person.id, scopes: [...scopes] },
    });
    return token;
  });
}

async function defaultScopes(person: Parameters<typeof actorOf>[0]): Promise<readonly Scope[]> {
  const owner = await actorOf(person);
  return owner?.kind === "agent" && owner.rights.everywhere.has("admin") ? SCOPES : ["read", "write"];
}

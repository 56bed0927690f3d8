import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database";
import type { World } from "../world";

let w: World;
let db: typeof import("@/db")["db"];
let schema: typeof import("@/db/schema");
let store: typeof import("@/domain/attachments/store");

beforeAll(async () => {
  await testDatabase();
  w = await (await import("../world")).buildWorld();
  ({ db } = await import("@/db"));
  schema = await import("@/db/schema");
  store = await import("@/domain/attachments/store");
});

const upkeep = async () => (await import("@/domain/access/actor")).system("upkeep");
const forget = async () => (await import("@/domain/attachments/forget-unused")).forgetUnusedBlobs(await upkeep());
const age = (hash: string, hours: number) =>
  db
    .update(schema.blobs)
    .set({ createdAt: new Date(Date.now() - hours * 3_600_000) })
    .where(eq(schema.blobs.hash, hash));
const isThere = async (hash: string) => (await db.select().from(schema.blobs).where(eq(schema.blobs.hash, hash))).length === 1;

test("bytes that nothing came to refer to go after a day; those in use and those of today stay", async () => {
  const { replyToTicket } = await import("@/domain/tickets/reply");
  const [used, unused, young] = await Promise.all(["used", "unused", "young"].map((text) => store.storeBlob(Buffer.from(text))));
  const ticket = await w.aTicket();
  const file = { blobHash: used!, filename: "a.txt", contentType: "text/plain", size: 4 };
  await replyToTicket(w.agents.support, ticket.id, { text: "Here.", files: [file] });
  await age(used!, 30);
  await age(unused!, 30);
  expect(await forget()).toBe(1);
  expect([await isThere(used!), await isThere(unused!), await isThere(young!)]).toEqual([true, false, true]);
  expect(await forget()).toBe(0);
});

test("bytes that somebody is about to use are not forgotten under his hands", async () => {
  const hash = await store.storeBlob(Buffer.from("in use again"));
  await age(hash, 30);
  await db.transaction(async (tx) => {
    await store.storeBlob(Buffer.from("in use again"), tx);
    expect(await forget()).toBe(0);
  });
  await store.storeBlob(Buffer.from("in use again"));
  expect(await forget()).toBe(0);
  expect((await store.readBlob(hash)).toString()).toBe("in use again");
});

import { eq, inArray } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import { HOSTILE_LETTERS } from "../hostile-letters";
import type { World } from "../world";

/** No letter stops the desk, whatever is in it (SEMANTICS A1.2). */
let w: World;
let post: typeof import("../post");
let db: typeof import("@/db")["db"];
let schema: typeof import("@/db/schema");
let limits: typeof import("@/domain/mail/reader")["READER_LIMITS"];

beforeAll(async () => {
  await testDatabase();
  w = await (await import("../world")).buildWorld();
  post = await import("../post");
  ({ db } = await import("@/db"));
  schema = await import("@/db/schema");
  limits = (await import("@/domain/mail/reader")).READER_LIMITS;
});
afterEach(() => Object.assign(limits, { deadlineMs: 30_000 }));

const hand = async (raw: Buffer) => {
  const { acceptMail } = await import("@/domain/mail/accept");
  return (await acceptMail(w.mail, { raw, door: "smtp", envelopeFrom: "omar@acme.test", envelopeTo: ["support@desk.test"] })).id;
};
const drain = async () => (await import("@/domain/mail/drain")).drainMail(w.mail, 20_000);
const rowOf = async (id: string) => (await db.select().from(schema.incomingMail).where(eq(schema.incomingMail.id, id)))[0]!;
const big = () => post.letter({}, "a line of it\r\n".repeat(200_000));

describe("a letter that takes its reader too long", () => {
  test("is set aside with the reason, and the next goes on", async () => {
    const slow = await hand(big());
    limits.deadlineMs = 1;
    await drain();
    limits.deadlineMs = 30_000;
    expect(await rowOf(slow)).toMatchObject({ status: "failed", attempts: 1, error: expect.stringContaining("took longer than") });
    expect(await post.deliver(w, post.letter())).toMatchObject({ status: "done", created: "ticket" });
  });

  test("is read when somebody says so and it has the time", async () => {
    const { retryMail } = await import("@/domain/mail/receive");
    const slow = await hand(big());
    limits.deadlineMs = 1;
    await drain();
    limits.deadlineMs = 30_000;
    await retryMail(w.admin, slow);
    await drain();
    expect(await rowOf(slow)).toMatchObject({ status: "done", created: "ticket" });
  });
});

test("trouble of our own makes no letter unreadable: it is tried again, later and later", async () => {
  const id = await hand(post.letter());
  await db.execute(`alter table tickets add constraint full_disk check (subject <> 'It does not work') not valid`);
  await drain();
  expect(await rowOf(id)).toMatchObject({ status: "stored", attempts: 1, error: expect.stringContaining("full_disk") });
  await db
    .update(schema.incomingMail)
    .set({ attempts: 20, processedAt: new Date(Date.now() - 50 * 60_000) })
    .where(eq(schema.incomingMail.id, id));
  await drain();
  expect(await rowOf(id)).toMatchObject({ attempts: 20 });
  await db
    .update(schema.incomingMail)
    .set({ processedAt: new Date(Date.now() - 70 * 60_000) })
    .where(eq(schema.incomingMail.id, id));
  await drain();
  expect(await rowOf(id)).toMatchObject({ status: "stored", attempts: 21 });
  await db.execute(`alter table tickets drop constraint full_disk`);
  await db.update(schema.incomingMail).set({ processedAt: null }).where(eq(schema.incomingMail.id, id));
  await drain();
  expect(await rowOf(id)).toMatchObject({ status: "done", created: "ticket", error: null });
});

test("hostile letters become tickets or are set aside, none is left and none is lost", { timeout: 300_000 }, async () => {
  const ids: string[] = [];
  for (const [, raw] of HOSTILE_LETTERS) ids.push(await hand(raw));
  while ((await drain()).more);
  const rows = await db.select().from(schema.incomingMail).where(inArray(schema.incomingMail.id, ids));
  expect(rows).toHaveLength(new Set(ids).size);
  const names = HOSTILE_LETTERS.flatMap(([name], i) => {
    const { status, error } = rows.find((row) => row.id === ids[i])!;
    return status === "done" ? [] : [`${name}: ${status}, ${error}`];
  });
  expect(names).toEqual([
    "a million boundaries: failed, It cannot be read: Max allowed child nodes exceeded.",
    "no header: failed, It has no headers: this is no mail.",
    "nothing: failed, It has no headers: this is no mail.",
  ]);
});

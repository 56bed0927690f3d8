import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
const acts = async () => ({
  ...(await import("@/domain/words/letter-parts")),
  ...(await import("@/domain/words/letter")),
  ...(await import("@/domain/tickets/reply")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

beforeEach(async () => {
  const { listLetterParts, removeLetterPart } = await acts();
  for (const { id } of await listLetterParts(w.admin)) await removeLetterPart(w.admin, id);
});

const speaks = async (locale: string | null) => {
  const { db } = await import("@/db");
  const { people } = await import("@/db/schema");
  await db.update(people).set({ locale }).where(eq(people.id, w.customers.acme.personId));
};
const say = async (part: "salutation" | "signature", queue: string | null, locale: "en" | "de", text: string) =>
  (await acts()).setLetterPart(w.admin, { part, queue, locale, text });
const letterFor = async (queue: string, actor = w.agents.both) => {
  const ticket = await w.aTicket({ queue });
  return (await acts()).getLetter(actor, ticket.id);
};

describe("how a letter begins and ends", () => {
  test("an agent without the right, a customer and a stranger change none", async () => {
    const { setLetterPart, listLetterParts } = await acts();
    const wanted = { part: "signature" as const, queue: null, locale: "en" as const, text: "x" };
    for (const actor of [w.agents.support, w.customers.acme, w.stranger])
      await expect(setLetterPart(actor, wanted)).rejects.toMatchObject({ code: "forbidden" });
    expect(await listLetterParts(w.agents.light)).toEqual([]);
  });

  test("an unknown variable or queue is refused, by its field", async () => {
    await expect(say("salutation", null, "en", "Hi {{customer.nickname}}")).rejects.toMatchObject({
      key: "unknownVariable",
      fields: { text: expect.stringContaining("customer.nickname") },
    });
    await expect(say("salutation", "Nowhere", "en", "Hi")).rejects.toMatchObject({ fields: { queue: expect.any(String) } });
  });

  test("the nearest queue's text in the customer's language is filled; the desk's holds where no queue has one", async () => {
    await speaks("de-AT");
    await say("salutation", null, "de", "Guten Tag {{customer.name}},");
    await say("salutation", null, "en", "Hello {{customer.name}},");
    await say("salutation", "Network", "de", "Servus {{customer.firstName}},");
    expect((await letterFor("Support", w.agents.support)).salutation).toEqual({ text: "Guten Tag Omar,", missing: [] });
    expect((await letterFor("Network")).salutation.text).toBe("Servus Omar,");
    await speaks("en");
    expect((await letterFor("Network")).salutation.text).toBe("Hello Omar,");
    await speaks(null);
    expect((await letterFor("Network")).salutation.text).toBe("Hello Omar,");
  });

  test("an empty text says nothing, whatever stands above; what nobody knows is left out and named", async () => {
    await speaks("en");
    await say("salutation", null, "en", "Dear {{customer.firstName}} {{customer.lastName}},");
    expect((await letterFor("Support", w.agents.support)).salutation).toEqual({ text: "Dear Omar,", missing: ["customer.lastName"] });
    await say("salutation", "Support", "en", "");
    expect((await letterFor("Support", w.agents.support)).salutation.text).toBe("");
  });

  test("who may not read the ticket learns nothing of it", async () => {
    await expect(letterFor("Network", w.agents.support)).rejects.toMatchObject({ code: "not_found" });
  });

  test("said again as it stands it records nothing; what changed is one event", async () => {
    const { db } = await import("@/db");
    const { events } = await import("@/db/schema");
    const { id } = await say("signature", "Support", "en", "Yours");
    await say("signature", "Support", "en", "Yours ");
    expect((await say("signature", "Support", "en", "Best")).id).toBe(id);
    const told = await db
      .select()
      .from(events)
      .where(eq(events.chain, `letterPart:${id}`));
    expect(told.map((event) => event.type)).toEqual(["letterPart.set", "letterPart.set"]);
  });
});

test("the mail ends with the signature, by who wrote it; a queue's plain one holds where none is said", async () => {
  const post = await import("../post");
  await speaks("en");
  await post.setQueue("Support", { signature: "Plain desk" });
  const { readBlob } = await import("@/domain/attachments/store");
  const textOf = async () => (await readBlob((await post.conversation(w)).answer.rawHash)).toString();
  expect(await textOf()).toContain("Plain desk");
  await say("signature", "Support", "en", "{{agent.firstName}} of {{queue.name}}");
  const text = await textOf();
  expect(text).toContain("Ben of Support");
  expect(text).not.toContain("Plain desk");
});

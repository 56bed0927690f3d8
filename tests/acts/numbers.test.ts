import { beforeAll, expect, test } from "vitest";
import { isChecked } from "@/domain/tickets/number";
import { asOf } from "@/lib/clock";
import { testDatabase } from "../database";
import { deliver, letter } from "../post";
import { buildWorld, type World } from "../world";

let w: World;
const configure = async (kind: "counter" | "date" | "random", timeZone?: string) =>
  (await import("@/domain/setup/numbers")).configureNumbers(w.admin, { kind, timeZone });

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

test("the counter goes on where it stood, whatever was chosen between", async () => {
  const before = Number((await w.aTicket()).number);
  await configure("random");
  await w.aTicket();
  await configure("counter");
  expect(Number((await w.aTicket()).number)).toBe(before + 1);
});

test("random numbers have a check digit and follow no order", async () => {
  await configure("random");
  const numbers = [];
  for (let i = 0; i < 5; i += 1) numbers.push((await w.aTicket()).number);
  expect(numbers.every((number) => /^\d{9}$/.test(number) && isChecked(number))).toBe(true);
  expect(new Set(numbers).size).toBe(5);
});

test("numbers by date count the day, also when many open at once, and begin anew the next day", async () => {
  await configure("date", "Europe/Berlin");
  const day = (at: string) => asOf(new Date(at), async () => (await w.aTicket()).number);
  expect(await day("2026-03-02T10:00:00Z")).toBe("2026030200001");
  const many = await Promise.all(Array.from({ length: 8 }, () => day("2026-03-02T11:00:00Z")));
  expect(many.sort()).toEqual(Array.from({ length: 8 }, (_, i) => `202603020000${i + 2}`));
  expect(await day("2026-03-02T23:30:00Z")).toBe("2026030300001");
});

test("an answer finds its ticket by the number in the subject, of each kind and after another was chosen", async () => {
  const opened = [];
  for (const kind of ["counter", "date", "random"] as const) {
    await configure(kind);
    opened.push(await w.aTicket());
  }
  await configure("counter");
  for (const { id, number } of opened) {
    const mail = await deliver(w, letter({ Subject: `AW: [OT#${number}] The printer` }));
    expect(mail.ticketId).toBe(id);
  }
});

test("a zone that is none is refused, and so is who may not", async () => {
  await expect(configure("date", "Mars/Olympus")).rejects.toMatchObject({ code: "invalid", fields: { timeZone: expect.any(String) } });
  const { configureNumbers } = await import("@/domain/setup/numbers");
  await expect(configureNumbers(w.agents.both, { kind: "random" })).rejects.toMatchObject({ code: "forbidden" });
});

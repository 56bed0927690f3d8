import { resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { workerPool } from "@/lib/worker-pool";

const limits = { size: 1, deadlineMs: 60_000, memoryMb: 64 };
const pool = workerPool<string, string>(() => resolve("tests/rules/odd-worker.ts"), limits);
afterAll(() => pool.close());

/** A deadline for one question; the next has all the time it wants. */
async function askWithin(deadlineMs: number, question: string): Promise<string> {
  limits.deadlineMs = deadlineMs;
  try {
    return await pool.ask(question);
  } finally {
    limits.deadlineMs = 60_000;
  }
}

describe("work in a thread of its own", () => {
  test("is answered, and its faults keep their names", async () => {
    expect(await pool.ask("hello")).toBe("hello");
    await expect(pool.ask("fault")).rejects.toMatchObject({ name: "OddFault", message: "as asked" });
    expect(await pool.ask("again")).toBe("again");
  });
  test.each(["spin", "backtrack"])("that would never end (%s) is ended, and the next goes on in another", async (endless) => {
    await expect(askWithin(200, endless)).rejects.toMatchObject({ name: "Overrun", message: "It took longer than 0.2 seconds." });
    expect(await pool.ask("next")).toBe("next");
  });
  test("that takes all memory is ended, this process is not", async () => {
    await expect(pool.ask("grow")).rejects.toMatchObject({ name: "Overrun", message: "It took more than 64 MB of memory." });
    expect(await pool.ask("next")).toBe("next");
  });
  test("that ends its thread is refused, the next goes on", async () => {
    await expect(pool.ask("exit")).rejects.toThrow("has ended");
    expect(await pool.ask("next")).toBe("next");
  });
  test("waits its turn behind work at hand, and is refused when the pool closes", async () => {
    const many = await Promise.all(["a", "b", "c"].map(pool.ask));
    expect(many).toEqual(["a", "b", "c"]);
    const held = Promise.allSettled([pool.ask("spin"), pool.ask("behind")]);
    await pool.close();
    expect((await held).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});

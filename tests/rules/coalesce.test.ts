import { expect, test } from "vitest";
import { coalesce } from "@/lib/coalesce";

/** Work that ends when it is told to. */
function slowWork() {
  const ends: (() => void)[] = [];
  const run = coalesce(() => new Promise<void>((end) => ends.push(end)));
  return { run, ends };
}

test("however often it is asked for while it runs, it runs once more, and never twice at a time", async () => {
  const { run, ends } = slowWork();
  const first = run();
  const later = [run(), run(), run()];
  expect(ends.length).toBe(1);
  ends[0]!();
  await first;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]!();
  await Promise.all(later);
  expect(ends.length).toBe(2);
});

test("what fails is told to who asked, and the next request is served", async () => {
  let fails = true;
  const run = coalesce(async () => {
    if (fails) throw new Error("away");
  });
  await expect(run()).rejects.toThrow("away");
  fails = false;
  await expect(run()).resolves.toBeUndefined();
});

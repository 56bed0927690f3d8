import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/db";
import { signInFailures } from "@/db/schema";
import { signIn } from "@/domain/people/sign-in";
import { testDatabase } from "../database";

beforeAll(() => testDatabase());
beforeEach(() => db.delete(signInFailures));

test("of many wrong passwords at once no more are judged than one after the other", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 25 }, () => signIn("lee@globex.test", "not the password")));
  const kinds = tries.map((one) => (one.status === "rejected" ? (one.reason as { key: string }).key : "signed in"));
  expect(kinds.filter((kind) => kind === "wrongSignIn")).toHaveLength(10);
  expect(kinds.filter((kind) => kind === "tooManySignIns")).toHaveLength(15);
});

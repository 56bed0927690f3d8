import "@/domain/projections";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { deskMark } from "@/domain/setup/desk-mark";
import { isDemoRequest, isLoopback, LOOPBACK_HEADER } from "@/lib/mode";
import { testDatabase } from "../database";

afterEach(() => vi.unstubAllEnvs());

describe("a demo desk and a real one are two things", () => {
  beforeAll(async () => {
    await testDatabase();
  });
  const become = async (mark: string) => {
    const { db } = await import("@/db");
    const { putSetting } = await import("@/domain/settings");
    await putSetting(db, "desk", mark as "demo");
  };

  test("start refuses a demo desk, whose passwords are public", async () => {
    await become("empty");
    await deskMark("demo");
    await expect(deskMark("start")).rejects.toThrow(/demo desk; npm start refuses it/);
    await deskMark("demo");
  });

  test("demo and dev refuse a real desk", async () => {
    await become("empty");
    await deskMark("start");
    await expect(deskMark("demo")).rejects.toThrow(/real desk; npm run demo refuses it/);
    await expect(deskMark("dev")).rejects.toThrow(/real desk/);
    await deskMark("start");
  });

  test("demo refuses a desk that the command line has begun", async () => {
    const { createUser } = await import("@/domain/setup/create-user");
    const { system } = await import("@/domain/access/actor");
    const { loadDefaultsIn } = await import("@/domain/setup/defaults");
    const { db } = await import("@/db");
    await db.transaction((tx) => loadDefaultsIn(tx, system("setup")));
    await createUser(system("setup"), { email: "first@desk.test", role: "administrator" });
    await become("empty");
    await expect(deskMark("demo")).rejects.toThrow(/real desk/);
  });
});

describe("what belongs to the demo", () => {
  const asked = (mode: string, host: string | null, loopback = "1") => {
    vi.stubEnv("OPEN_TICKET_MODE", mode);
    vi.stubEnv("NEXTAUTH_URL", "https://try.desk.test");
    const headers = new Headers({ [LOOPBACK_HEADER]: loopback });
    if (host) headers.set("host", host);
    return isDemoRequest(headers);
  };

  test.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST", "try.desk.test"])("answers to %s", (host) =>
    expect(asked("demo", host)).toBe(true),
  );
  test.each(["evil.example", "localhost.evil.example", "try.desk.test.evil.example", null])("not to %s", (host) =>
    expect(asked("demo", host)).toBe(false),
  );
  test("not to another machine, whatever name it says", () => expect(asked("demo", "localhost", "0")).toBe(false));
  test("does not exist in a real desk", () => expect(asked("start", "localhost")).toBe(false));

  test.each([
    ["127.0.0.1", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["192.168.0.7", false],
    ["::ffff:10.0.0.1", false],
    [undefined, false],
  ])("%s is loopback: %s", (address, is) => expect(isLoopback(address)).toBe(is));
});

describe("the door of a real Inngest", () => {
  test("answers 404 to everybody while the embedded engine does the work", async () => {
    for (const name of ["INNGEST_BASE_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY", "INNGEST_DEV"]) vi.stubEnv(name, "");
    const route = (await import("@/app/api/inngest/route")) as unknown as Record<string, (request: Request, context: unknown) => Response>;
    for (const method of ["GET", "POST", "PUT"]) {
      const response = await route[method]!(
        new Request("http://localhost/api/inngest?fnId=open-ticket-send-reply&stepId=step", { method }),
        {},
      );
      expect(response.status).toBe(404);
    }
  });
});

describe("guessing a password", () => {
  test("ten failures close an address for a while, also to who knows the password; unknown and wrong are one answer", async () => {
    const { signIn } = await import("@/domain/people/sign-in");
    const { createUser } = await import("@/domain/setup/create-user");
    const { system } = await import("@/domain/access/actor");
    const { loadDefaultsIn } = await import("@/domain/setup/defaults");
    const { db } = await import("@/db");
    await db.transaction((tx) => loadDefaultsIn(tx, system("setup")));
    await createUser(system("setup"), { email: "kim@desk.test", role: "agent", password: "a long password" });
    const tried = (email: string, password: string) => signIn(email, password).catch((error: Error) => error.message);
    expect(await tried("nobody@desk.test", "x")).toBe(await tried("kim@desk.test", "wrong"));
    for (let i = 0; i < 9; i += 1) await tried("kim@desk.test", "wrong");
    expect(await signIn("kim@desk.test", "a long password").catch((error: { code: string }) => error.code)).toBe("too_many");
  });
});

import { describe, expect, test } from "vitest";
import { isClutter } from "@/domain/mail/clutter";
import { whoJoins } from "@/domain/mail/joining";
import { isOwnAddress, matchOwnAddress } from "@/domain/mail/own-address";
import { replyAddress } from "@/domain/mail/reply-address";
import { askerOf } from "@/domain/mail/reply-to";
import { verdictOf } from "@/domain/mail/verdict";
import { daysSince, followUpOf } from "@/domain/tickets/closed-policy";
import { KEYS, written } from "./letters";

const box = (address: string) => ({ name: "", address });

describe("our own addresses", () => {
  const own = ["support@desk.example", "support+billing@desk.example", "*@shop.example"];
  const token = replyAddress("support@desk.example", { ticketNumber: 1042, recipientId: "x" }, KEYS, "-")!;

  test.each<[string, string | null]>([
    ["support@desk.example", "support@desk.example"],
    ["Support@DESK.example", "support@desk.example"],
    ["support+billing@desk.example", "support+billing@desk.example"],
    ["support+anything@desk.example", "support@desk.example"],
    [token, "support@desk.example"],
    [token.toUpperCase(), "support@desk.example"],
    ["support-desk@desk.example", null],
    ["anybody@shop.example", "*@shop.example"],
    ["postmaster@desk.example", "support@desk.example"],
    ["postmaster@elsewhere.example", null],
    ["support@desk.example.evil.example", null],
    ["", null],
  ])("%s is %s", (address, match) => expect(matchOwnAddress(address, own)).toBe(match));

  test("a whole domain that comes to us does not make its people us", () => {
    expect(isOwnAddress("karla@shop.example", own)).toBe(false);
    expect(isOwnAddress("support+x@desk.example", own)).toBe(true);
  });
});

describe("the verdict", () => {
  const judge = async (results: string | string[], trusted = { authservIds: ["mx.desk.example"], hops: 1 }) => {
    const lines = [results].flat().map((one) => `Authentication-Results: ${one}`);
    const { parseMail } = await import("@/domain/mail/parse");
    const raw = ["Received: from a by mx.desk.example", ...lines, "From: omar@acme.example", "Subject: x", "", "x"].join("\r\n");
    return verdictOf(await parseMail(Buffer.from(raw)), trusted).verdict;
  };

  test.each<[string, string]>([
    ["mx.desk.example; dmarc=pass header.from=acme.example", "pass"],
    ["MX.desk.example 1; dkim=pass header.d=acme.example", "pass"],
    ["mx.desk.example; dkim=pass header.i=@acme.example", "pass"],
    ["mx.desk.example; spf=pass smtp.mailfrom=bounce@acme.example", "pass"],
    ["mx.desk.example; auth=pass smtp.auth=Omar@acme.example", "pass"],
    ["mx.desk.example; auth=pass smtp.auth=lee@acme.example", "none"],
    ["mx.desk.example; auth=pass", "none"],
    ["mx.desk.example; dmarc=pass header.from=evil.example", "none"],
    ["mx.desk.example; dmarc=pass", "none"],
    ["mx.desk.example; dmarc=fail (p=reject) header.from=acme.example", "fail"],
    ["mx.desk.example; dmarc=fail (p=none) header.from=acme.example", "none"],
    ["mx.desk.example; dkim=pass header.d=evil.example", "none"],
    ["mx.desk.example; spf=pass smtp.mailfrom=x@evil.example; dkim=fail header.d=acme.example", "none"],
    ["mx.desk.example; none", "none"],
    ["mx.evil.example; dmarc=pass header.from=acme.example", "none"],
  ])("%s: %s", async (results, verdict) => expect(await judge(results)).toBe(verdict));

  test("nobody is believed where no server of ours is named", async () =>
    expect(await judge("mx.desk.example; dmarc=pass", { authservIds: [], hops: 1 })).toBe("none"));
  test("only the topmost result counts", async () =>
    expect(await judge(["mx.desk.example; dmarc=fail (p=reject)", "mx.desk.example; dmarc=pass"])).toBe("fail"));
  test("a result the letter brought along below our last server's line is worth nothing", async () => {
    const mail = await written({ Received: "from evil by mx.desk.example" });
    const brought = {
      ...mail,
      headerLines: () =>
        [
          ["received", "a"],
          ["received", "b"],
          ["authentication-results", "mx.desk.example; dmarc=pass"],
        ] as [string, string][],
    };
    expect(verdictOf(brought, { authservIds: ["mx.desk.example"], hops: 1 }).verdict).toBe("none");
  });
});

describe("an answer to a closed ticket", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  const closed = (day: string) => new Date(`2026-${day}T12:00:00Z`);
  const base = { policy: "reopen-within" as const, days: 30, businessDays: false, now };
  test.each([
    [{ ...base, closedAt: null }, "attach"],
    [{ ...base, closedAt: closed("10-21") }, "reopen"],
    [{ ...base, closedAt: closed("10-20") }, "new-linked"],
    [{ ...base, businessDays: true, days: 5, closedAt: closed("11-13") }, "reopen"],
    [{ ...base, businessDays: true, days: 4, closedAt: closed("11-13") }, "new-linked"],
    [{ ...base, policy: "reject" as const, closedAt: closed("11-19") }, "reject"],
  ])("%o: %s", (ticket, outcome) => expect(followUpOf(ticket)).toEqual({ outcome, reason: expect.stringMatching(/\.$/) }));

  test("a weekend has no business days", () =>
    expect(daysSince(new Date("2026-11-13T12:00:00Z"), new Date("2026-11-15T13:00:00Z"), true)).toBe(0));
});

describe("who joins", () => {
  const base = {
    to: [box("support@desk.example")],
    cc: [box("a@acme.example"), box("A@acme.example"), box("b@other.example")],
    policy: "known" as const,
    counts: true,
    byCustomer: true,
    own: ["support@desk.example"],
    present: ["omar@acme.example"],
    isAgent: () => false,
    isColleague: (address: string) => address.endsWith("@acme.example"),
  };
  const joining = (over: Partial<Parameters<typeof whoJoins>[0]>) =>
    whoJoins({ ...base, ...over }).joining.map((one) => one.address.toLowerCase());
  test("whom the customer names", () => expect(joining({})).toEqual(["a@acme.example", "b@other.example"]));
  test("not whom a participant names, unless all may", () => {
    expect(joining({ byCustomer: false })).toEqual([]);
    expect(joining({ byCustomer: false, policy: "all" })).toHaveLength(2);
  });
  test("colleagues only", () => expect(joining({ policy: "organization" })).toEqual(["a@acme.example"]));
  test("nobody by a letter that proves nothing", () => expect(joining({ counts: false, policy: "all" })).toEqual([]));
  test("nobody where the queue says never", () => expect(joining({ policy: "never" })).toEqual([]));
  test("never ourselves, robots, agents, or who is there", () =>
    expect(
      joining({
        cc: [box("support+x@desk.example"), box("no-reply@acme.example"), box("mia@desk.example"), box("Omar@acme.example")],
        isAgent: (address) => address === "mia@desk.example",
        policy: "all",
      }),
    ).toEqual([]));
});

describe("where answers go", () => {
  const desk = { own: ["support@desk.example"], formSenders: ["form@shop.example"] };
  const ask = (from: string, ...replyTo: string[]) => askerOf(box(from), replyTo.map(box), desk);
  test("to the sender", () => expect(ask("omar@acme.example")).toMatchObject({ replyAddress: null, shown: [] }));
  test("to his Reply-To of the same domain", () =>
    expect(ask("omar@acme.example", "team@acme.example").replyAddress).toBe("team@acme.example"));
  test("to the sender, with another domain's Reply-To shown", () =>
    expect(ask("omar@acme.example", "x@evil.example")).toMatchObject({ replyAddress: null, shown: [box("x@evil.example")] }));
  test("to whom a form names", () => expect(ask("form@shop.example", "vera@buyer.example").customer).toEqual(box("vera@buyer.example")));
  test("never to ourselves", () => expect(ask("omar@desk.example", "support@desk.example").replyAddress).toBeNull());
});

describe("clutter among the files", () => {
  const file = (over: Partial<Parameters<typeof isClutter>[0]>) => ({
    ...{ filename: "x.png", contentType: "image/png", size: 5000, sha256: "h", inline: true, contentId: "c", content: Buffer.alloc(30) },
    ...over,
  });
  test("is a tiny image of a signature", () => expect(isClutter(file({ size: 800 }), new Set())).toBe(true));
  test("is an image that stood in the conversation before", () => expect(isClutter(file({}), new Set(["h"]))).toBe(true));
  test("is no attached image, however small, and no document that comes again", () => {
    expect(isClutter(file({ contentId: null, size: 10 }), new Set(["h"]))).toBe(false);
    expect(isClutter(file({ contentType: "application/pdf" }), new Set(["h"]))).toBe(false);
  });
});

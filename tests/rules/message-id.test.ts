import { describe, expect, test } from "vitest";
import { readMarkers, readMessageId, signMarker, signMessageId } from "@/domain/mail/message-id";
import { readReplyToken, replyAddress, replyToken } from "@/domain/mail/reply-address";
import { KEYS } from "./letters";

const ids = { ticketId: "0192f3a4-b5c6-7d8e-9fa0-b1c2d3e4f506", messageId: "0192f3a4-b5c6-7d8e-9fa0-b1c2d3e4f507" };
const signed = signMessageId({ ...ids, domain: "desk.example" }, KEYS);

describe("signed Message-IDs", () => {
  test("name their ticket and message, signed by the newest key", () => {
    expect(signed).toMatch(/^<t\.[0-9a-f]{32}\.[0-9a-f]{32}\.2\.[a-z2-7]{26}@desk\.example>$/);
    expect(readMessageId(signed, KEYS)).toEqual(ids);
  });

  test("are the same on every attempt, and the newest key signs whatever the order", () =>
    expect(signMessageId({ ...ids, domain: "desk.example" }, KEYS.toReversed())).toBe(signed));
  test("of an older key still verify", () =>
    expect(readMessageId(signMessageId({ ...ids, domain: "desk.example" }, [KEYS[1]!]), KEYS)).toEqual(ids));
  test.each([
    ["upper case", signed.toUpperCase()],
    ["without brackets", signed.slice(1, -1)],
    ["with spaces around", `  ${signed} `],
    ["another domain", signed.replace("desk.example", "moved.example")],
  ])("%s verify", (_what, id) => expect(readMessageId(id, KEYS)).toEqual(ids));

  test.each([
    ["another signature", signed.replace(/\.[a-z2-7]{26}@/, ".aaaaaaaaaaaaaaaaaaaaaaaaaa@")],
    ["another ticket", signed.replace("f506", "f508")],
    ["another message", signed.replace("f507", "f508")],
    ["an unknown key", signed.replace(".2.", ".3.")],
    ["another key's number", signed.replace(".2.", ".1.")],
    ["something in front", signed.replace("<t.", "<xt.")],
    ["an ordinary id", "<CAF+abc@mail.gmail.com>"],
    ["nothing", ""],
  ])("%s proves nothing", (_what, id) => expect(readMessageId(id, KEYS)).toBeNull());

  test("cannot be made without a key", () => expect(() => signMessageId({ ...ids, domain: "x" }, [])).toThrow("no key"));
});

describe("markers", () => {
  const marker = signMarker(ids, KEYS);
  test("are found in a quoted and broken text, once each", () =>
    expect(readMarkers(`> Your support\n> ${marker.slice(0, 60)}\n> ${marker.slice(60)}\n${marker}`, KEYS)).toEqual([ids]));
  test("forged ones are left out", () => expect(readMarkers(marker.replace("f507", "f508"), KEYS)).toEqual([]));
});

describe("reply addresses", () => {
  const to = { ticketNumber: 1042, recipientId: "0192f3a4-b5c6-7d8e-9fa0-b1c2d3e4f599" };
  const address = replyAddress("support@desk.example", to, KEYS)!;

  test("name the ticket and whom they were made for", () => {
    expect(address).toMatch(/^support\+t\.[a-z2-7]{32}@desk\.example$/);
    const token = readReplyToken(address, KEYS);
    expect(token).toMatchObject({ ticketNumber: 1042 });
    expect(token?.isFor(to.recipientId)).toBe(true);
    expect(token?.isFor(ids.ticketId)).toBe(false);
  });

  test("fit into 64 octets or are not made", () => {
    expect(address.split("@")[0]!.length).toBeLessThanOrEqual(64);
    expect(replyAddress(`${"x".repeat(29)}@desk.example`, to, KEYS)).not.toBeNull();
    expect(replyAddress(`${"x".repeat(30)}@desk.example`, to, KEYS)).toBeNull();
  });

  test.each([
    ["upper case", address.toUpperCase()],
    ["an older key", replyAddress("support@desk.example", to, [KEYS[1]!])!],
    ["the separator -", replyAddress("support@desk.example", to, KEYS, "-")!],
    ["on behalf of", `"Omar on behalf of ${address}"`],
  ])("%s verify", (_what, text) => expect(readReplyToken(text, KEYS)?.ticketNumber).toBe(1042));

  test("with any one letter changed prove nothing", () => {
    const token = replyToken(to, KEYS).slice(2);
    for (let i = 0; i < token.length; i += 1) {
      const forged = `${token.slice(0, i)}${token[i] === "a" ? "b" : "a"}${token.slice(i + 1)}`;
      expect(readReplyToken(`support+t.${forged}@desk.example`, KEYS)).toBeNull();
    }
  });

  test.each(["support@desk.example", "support+t.short@desk.example", "support+billing@desk.example", ""])("%j holds no token", (text) =>
    expect(readReplyToken(text, KEYS)).toBeNull(),
  );
});

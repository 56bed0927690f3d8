import { describe, expect, test } from "vitest";
import { isForward, normaliseSubject, ticketNumbersIn } from "@/domain/mail/subject";

test.each([
  ["Re: Printer", "Printer"],
  ["AW: WG: Re: Drucker", "Drucker"],
  ["Re[2]: Printer", "Printer"],
  ["RE: (3): x", "(3): x"],
  ["Antw: SV: VS: x", "x"],
  ["Fwd: Fw: TR: RV: x", "x"],
  ["回复: 打印机", "打印机"],
  ["[users] Re: Release", "[users] Release"],
  ["Re: [users] Release", "[users] Release"],
  ["Reparatur: Drucker", "Reparatur: Drucker"],
  ["  many   spaces ", "many spaces"],
  ["", ""],
])("%j without its marks is %j", (subject, expected) => expect(normaliseSubject(subject)).toBe(expected));

test.each([
  ["Fwd: x", true],
  ["WG: x", true],
  ["TR : x", true],
  ["Re: Fwd: x", true],
  ["[list] Fw: x", true],
  ["Re: x", false],
  ["Forwarding rules", false],
  ["Fwd", false],
])("%j is a forward: %s", (subject, expected) => expect(isForward(subject)).toBe(expected));

describe("ticket numbers", () => {
  test.each<[string, string[]]>([
    ["Re: x [OT#1042]", ["1042"]],
    ["[ot#1042] and [OT#7]", ["1042", "7"]],
    ["[OT#1042] [OT#1042]", ["1042"]],
    ["[#1042]", []],
    ["[Other#1042]", []],
    ["OT#1042", []],
    ["[OT#1042", []],
    ["[OT#99999999999999999999]", []],
  ])("in %j are %j: another system's are no evidence", (subject, expected) => expect(ticketNumbersIn(subject, "OT")).toEqual(expected));

  test("a prefix with special letters is taken as it is, an empty one finds nothing", () => {
    expect(ticketNumbersIn("[A.B(#12]", "A.B(")).toEqual(["12"]);
    expect(ticketNumbersIn("[AxB(#12] [#12]", "")).toEqual([]);
  });
});

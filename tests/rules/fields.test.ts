import { describe, expect, test } from "vitest";
import type { FieldKind } from "@/db/schema";
import { type Conditional, conditionFault } from "@/domain/fields/conditions";
import { definedOf, type FieldInput } from "@/domain/fields/definition";
import { parseValue } from "@/domain/fields/parse";
import { matchesPattern } from "@/domain/fields/pattern";
import { appliesTo, byKeyOf, isShown } from "@/domain/fields/shown";
import { Refusal } from "@/lib/errors";

const field = (kind: FieldKind, more: object = {}) => ({
  ...{ key: "f", kind, labels: { en: "The field" }, pattern: null },
  options: ["a", "b", "A::B"].map((value) => ({ value })),
  ...more,
});

describe("what a kind of field holds", () => {
  const held: [FieldKind, unknown, unknown][] = [
    ["text", "  two  words ", "two words"],
    ["long-text", "one\r\ntwo", "one\ntwo"],
    ["integer", "42", 42],
    ["integer", -7, -7],
    ["decimal", "12.50", 12.5],
    ["decimal", 0, 0],
    ["yes-no", "false", false],
    ["yes-no", true, true],
    ["date", "2028-02-29", "2028-02-29"],
    ["date-time", "2026-12-31T09:00:00+01:00", "2026-12-31T08:00:00.000Z"],
    ["one-of", "b", "b"],
    ["many-of", ["b", "a", "b"], ["a", "b"]],
    ["many-of", "a", ["a"]],
    ["tree", "A::B", "A::B"],
    ["person", "omar@acme.test", "omar@acme.test"],
    ...[null, undefined, "", "   ", []].map((nothing): [FieldKind, unknown, unknown] => ["text", nothing, null]),
  ];
  test.each(held)("%s takes %j", (kind, raw, kept) => {
    expect(parseValue(field(kind), raw)).toEqual(kept);
  });

  const refused: [FieldKind, unknown][] = [
    ["text", 1],
    ["text", "x".repeat(501)],
    ["text", "a\0b"],
    ["text", "\ud800"],
    ["long-text", { toString: "x" }],
    ["integer", "1.5"],
    ["integer", 2 ** 53],
    ["integer", "1e3"],
    ["decimal", "1,5"],
    ["decimal", Number.NaN],
    ["yes-no", "perhaps"],
    ["date", "2027-02-29"],
    ["date", "31.12.2026"],
    ["date-time", "2026-12-31T09:00:00"],
    ["date-time", "2026-02-30T09:00:00Z"],
    ["date-time", "2026-01-01T25:00:00Z"],
    ["one-of", "c"],
    ["one-of", ["a"]],
    ["many-of", ["a", "c"]],
    ["tree", "A"],
  ];
  test.each(refused)("%s does not take %j, and the refusal names the field", (kind, raw) => {
    expect(() => parseValue(field(kind), raw)).toThrow(/The field/);
    try {
      parseValue(field(kind), raw);
    } catch (error) {
      expect((error as Refusal).fields).toHaveProperty(["fields.f"]);
    }
  });
});

describe("a text that must match", () => {
  test("matches as a whole", () => {
    expect(parseValue(field("pattern", { pattern: "[A-Z]{2}\\d+" }), "AB12")).toBe("AB12");
    expect(() => parseValue(field("pattern", { pattern: "[A-Z]{2}\\d+" }), "xAB12")).toThrow(Refusal);
    expect(() => parseValue(field("pattern", { pattern: "a|b" }), "ab")).toThrow(Refusal);
  });

  test("a pattern without an end is stopped", () => {
    expect(matchesPattern("(a+)+", `${"a".repeat(60)}!`)).toBe("too slow");
  });

  const defined = (pattern: string) => definedOf({ entity: "ticket", key: "f", kind: "pattern", labels: { en: "F" }, pattern });
  test.each(["(a+)+", "(\\d+)*x", "(x|xx)+", "a)|(b", "[", "x".repeat(201), ""])(
    "the pattern %j is refused when it is written",
    (pattern) => {
      expect(() => defined(pattern)).toThrow(Refusal);
    },
  );

  test("an ordinary one is not", () => {
    expect(defined("[A-Z]{2}-\\d{4,8}(\\.\\d+)?").pattern).toBe("[A-Z]{2}-\\d{4,8}(\\.\\d+)?");
  });
});

describe("what can be asked", () => {
  const input = (more: Partial<FieldInput>): FieldInput => ({ entity: "ticket", key: "f", kind: "text", labels: { en: "F" }, ...more });
  const faulty: [string, Partial<FieldInput>, string][] = [
    ["a key that is none", { key: "1 x" }, "key"],
    ["no name", { labels: { en: " " } }, "labels"],
    ["choices of a text", { options: [{ value: "a" }] }, "options"],
    ["a choice without choices", { kind: "one-of" }, "options"],
    ["a choice twice", { kind: "one-of", options: [{ value: "a" }, { value: "a " }] }, "options"],
    ["an empty branch", { kind: "tree", options: [{ value: "A::::B" }] }, "options"],
    ["a thousand and one choices", { kind: "one-of", options: Array.from({ length: 1001 }, (_, i) => ({ value: `${i}` })) }, "options"],
    ["a right there is not", { readNeeds: { right: "everything", groupId: null } }, "readNeeds"],
    ["hidden from agents and shown to customers", { customers: "see", readNeeds: { right: "full", groupId: null } }, "readNeeds"],
    ["a customer naming people", { kind: "person", customers: "fill" }, "customers"],
    ["closing a person", { entity: "person", requiredToClose: true }, "requiredToClose"],
    ["a default it does not hold", { kind: "integer", fallback: "x" }, "fallback"],
  ];
  test.each(faulty)("not %s", (_, more, name) => {
    const fault = (() => {
      try {
        return definedOf(input(more));
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toMatchObject({ code: "invalid", fields: { [name]: expect.any(String) } });
  });
});

const asked = (key: string, field?: string, values: string[] = [], more: Partial<Conditional> = {}): Conditional => ({
  ...{ key, kind: "text", options: [], customers: "none", readNeeds: null, closedAt: null },
  shownWhen: field ? { field, values } : null,
  ...more,
});

describe("a field that depends on another", () => {
  const fields = byKeyOf([asked("a"), asked("b", "a", ["x", "Net"]), asked("c", "b"), asked("d", "gone")]);
  const shown = (key: string, values: object) => isShown(fields.get(key)!, values as never, fields);
  test.each([
    ["b", {}, false],
    ["b", { a: "x" }, true],
    ["b", { a: "Net::VPN" }, true],
    ["b", { a: "Network" }, false],
    ["b", { a: ["y", "x"] }, true],
    ["c", { a: "x", b: "anything" }, true],
    ["c", { a: "y", b: "anything" }, false],
    ["d", { gone: "x" }, false],
  ] as const)("%s beside %j is shown: %s", (key, values, expected) => {
    expect(shown(key, values)).toBe(expected);
  });

  test("a circle, a field there is not, a closed one and a value never given are refused", () => {
    expect(conditionFault([asked("a", "a")])?.fault).toContain("depend on itself");
    expect(conditionFault([asked("a", "b"), asked("b", "c"), asked("c", "a")])?.fault).toContain("depend on itself");
    expect(conditionFault([asked("a", "nothing")])?.fault).toContain("no field");
    expect(conditionFault([asked("a", "b"), asked("b", undefined, [], { closedAt: new Date() })])?.fault).toContain("closed");
    expect(conditionFault([asked("a", "b", ["perhaps"]), asked("b", undefined, [], { kind: "yes-no" })])?.fault).toContain("no value");
    expect(conditionFault([asked("a", "b", ["true"]), asked("b", undefined, [], { kind: "yes-no" })])).toBeNull();
  });

  test("it cannot tell a value to those who do not see it", () => {
    const secret = asked("b", undefined, [], { readNeeds: { right: "full", groupId: null } });
    expect(conditionFault([asked("a", "b", [], { customers: "see" }), asked("b")])?.key).toBe("a");
    expect(conditionFault([asked("a", "b", [], { customers: "fill" }), asked("b", undefined, [], { customers: "see" })])?.key).toBe("a");
    expect(conditionFault([asked("a", "b"), secret])?.key).toBe("a");
    expect(conditionFault([asked("a", "b", [], { readNeeds: { right: "full", groupId: null } }), secret])).toBeNull();
  });
});

test("a field is asked in its queues and of its types; without any, everywhere", () => {
  expect(appliesTo({ queueIds: [], typeIds: [] }, {})).toBe(true);
  expect(appliesTo({ queueIds: ["q"], typeIds: [] }, { queueId: "q" })).toBe(true);
  expect(appliesTo({ queueIds: ["q"], typeIds: [1] }, { queueId: "q", typeId: null })).toBe(false);
  expect(appliesTo({ queueIds: ["q"], typeIds: [] }, { queueId: "r" })).toBe(false);
});

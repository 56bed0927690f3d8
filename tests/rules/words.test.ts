import { describe, expect, test } from "vitest";
import { valuesOf } from "@/domain/words/variables";
import { escapeHtml } from "@/lib/html";
import { fillGaps, gapsIn, withoutGaps } from "@/lib/placeholders";

const values = { "customer.name": "Omar", "ticket.subject": "<b>1 & 2</b>", "agent.name": "" };

describe("gaps are filled", () => {
  test.each([
    ["a value", "Hello {{customer.name}}!", "Hello Omar!", []],
    ["with blanks inside", "Hello {{ customer.name }}!", "Hello Omar!", []],
    ["a fallback that is not needed", "Hello {{customer.name|there}}!", "Hello Omar!", []],
    ["a fallback for what is empty", "Yours, {{agent.name|the team}}", "Yours, the team", []],
    ["an empty fallback", "Yours{{agent.name|}}", "Yours", []],
    ["what is empty stays and is missing", "Yours, {{agent.name}}", "Yours, {{agent.name}}", ["agent.name"]],
    ["what is unknown stays and is missing, once", "{{x.y}} {{x.y}}", "{{x.y}} {{x.y}}", ["x.y"]],
    ["names of every object are no values", "{{constructor}}", "{{constructor}}", ["constructor"]],
    ["other braces are text", "{ {{}} {{1}} {{a b}} }", "{ {{}} {{1}} {{a b}} }", []],
  ])("%s", (_, text, filled, missing) => {
    expect(fillGaps(text, values)).toEqual({ text: filled, missing });
  });

  test("in HTML a value is text, whatever it holds", () => {
    expect(fillGaps("<p>{{ticket.subject}}</p>", values, escapeHtml).text).toBe("<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>");
  });

  test("a value that looks like a gap is none", () => {
    const { text } = fillGaps("{{ticket.subject}}", { "ticket.subject": "{{customer.name}}", "customer.name": "Omar" });
    expect(gapsIn(text)).toEqual([]);
  });

  test.each([
    ["Hello {{customer.firstName}},", "Hello,"],
    ["Dear {{customer.name}} {{customer.lastName}}:", "Dear:"],
    ["{{agent.name}}\nDesk", "\nDesk"],
  ])("what nobody knows is left out with the blank before it: %s", (text, left) => {
    expect(withoutGaps(text)).toBe(left);
  });
});

describe("what variables say", () => {
  const at = new Date("2026-11-25T23:30:00Z");
  const reader = { locale: "de" as const, timeZone: "Europe/Berlin", now: at };
  const customer = (name: string) => valuesOf({ customer: { name, email: "a@b.test" } }, reader);

  test("dates are written in the reader's language and zone", () => {
    const ticket = { number: 1001, subject: "x", createdAt: at };
    expect(valuesOf({ ticket }, reader)).toMatchObject({ "ticket.opened": "26. November 2026", "ticket.number": "1001" });
    expect(valuesOf({}, { ...reader, locale: "en" }).today).toBe("November 26, 2026");
  });

  test.each([
    ["Ada Lovelace", "Ada Lovelace", "Ada", "Lovelace"],
    ["Lovelace, Ada", "Ada Lovelace", "Ada", "Lovelace"],
    ["Omar", "Omar", "Omar", ""],
    ["a@b.test", "", "", ""],
    ["  ", "", "", ""],
  ])("the parts of the name %s", (name, whole, first, last) => {
    expect(customer(name)).toMatchObject({ "customer.name": whole, "customer.firstName": first, "customer.lastName": last });
  });

  test("what is not known says nothing", () => {
    expect(valuesOf({}, reader)).toMatchObject({ "ticket.number": "", "agent.name": "", "customer.organization": "", "queue.name": "" });
  });
});

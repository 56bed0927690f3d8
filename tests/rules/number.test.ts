import { describe, expect, test } from "vitest";
import { checkDigit, isChecked, numbersOfDay, randomNumber } from "@/domain/tickets/number";

describe("the check digit", () => {
  test("is Damm's: 572 is followed by 4", () => {
    expect(checkDigit("572")).toBe(4);
    expect(isChecked("5724")).toBe(true);
  });

  test("finds every wrong digit and every two that were swapped", () => {
    const number = String(randomNumber(() => 38_392_017));
    expect(isChecked(number)).toBe(true);
    for (let i = 0; i < number.length; i += 1) {
      for (const digit of "0123456789") {
        if (digit !== number[i]) expect(isChecked(number.slice(0, i) + digit + number.slice(i + 1))).toBe(false);
      }
      const swapped = number.slice(0, i) + (number[i + 1] ?? "") + number[i] + number.slice(i + 2);
      if (swapped !== number && i + 1 < number.length) expect(isChecked(swapped)).toBe(false);
    }
  });
});

test("a random number has nine digits, wherever it is picked", () => {
  for (const picked of [0, 1, 45_000_000, 89_999_999]) expect(String(randomNumber(() => picked))).toMatch(/^[1-9]\d{8}$/);
});

test("a day begins where the zone says", () => {
  const at = new Date("2026-11-25T23:30:00Z");
  expect(numbersOfDay(at, "UTC")).toEqual({ first: 2026112500001, last: 2026112599999 });
  expect(numbersOfDay(at, "Europe/Berlin").first).toBe(2026112600001);
});

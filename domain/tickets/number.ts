/**
 * Pure: what a ticket's number may look like. All are whole numbers of at most fifteen digits, so each stands in a subject
 * and is read back from it, whichever way it was made.
 */
export const NUMBER_KINDS = ["counter", "date", "random"] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** Quasigroup of Damm's check digit (H. M. Damm, 2004): finds every wrong digit and every two that were swapped. */
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

export const checkDigit = (digits: string): number => [...digits].reduce((interim, digit) => Number(DAMM[interim]![Number(digit)]), 0);

/** Whether a number ends in its own check digit: a mistyped random one does not, so it leads to nobody else's ticket. */
export const isChecked = (number: string): boolean => /^\d+$/.test(number) && checkDigit(number) === 0;

/** Nine digits, the last a check digit, the first no zero. Says nothing of how many there are, or of when it was made. */
export function randomNumber(pick: (below: number) => number): number {
  const digits = String(10_000_000 + pick(90_000_000));
  return Number(`${digits}${checkDigit(digits)}`);
}

const COUNT_DIGITS = 5;
const A_DAY = 10 ** COUNT_DIGITS;

/** The numbers of a day in a zone: from the first to the last, `2026112600001` to `2026112699999`. */
export function numbersOfDay(at: Date, timeZone: string): { first: number; last: number } {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  const day = Number(`${part("year")}${part("month")}${part("day")}`);
  return { first: day * A_DAY + 1, last: (day + 1) * A_DAY - 1 };
}

export const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Working hours of the demo, in UTC: nine to five in Berlin, give or take the summer. */
const FROM = 8 * 60;
const TO = 16 * 60;

/** Instants over the last weeks, on working days and in working hours, oldest first and denser towards the end. */
export function spreadOver(count: number, weeks: number, now: number): Date[] {
  return Array.from({ length: count }, (_, i) => {
    const share = (count - i) / count;
    const day = now - share ** 1.25 * weeks * 7 * DAY;
    // A step that shares no factor with the day: no two tickets come at the same minute of it.
    const minuteOfDay = FROM + ((i * 173) % (TO - FROM));
    const wanted = new Date(Math.floor(day / DAY) * DAY + minuteOfDay * MINUTE);
    const at = isWorkday(wanted) ? wanted : atWork(wanted);
    return at.getTime() < now ? at : new Date(now - (count - i) * 7 * MINUTE);
  }).sort((a, b) => a.getTime() - b.getTime());
}

/** The instant itself, or the next morning on which somebody is there. */
export function atWork(at: Date): Date {
  const minute = at.getUTCHours() * 60 + at.getUTCMinutes();
  if (isWorkday(at) && minute >= FROM && minute < TO) return at;
  const early = isWorkday(at) && minute < FROM;
  let day = Math.floor(at.getTime() / DAY) + (early ? 0 : 1);
  while (!isWorkday(new Date(day * DAY))) day += 1;
  return new Date(day * DAY + (FROM + 20 + (minute % 55)) * MINUTE);
}

const isWorkday = (at: Date): boolean => at.getUTCDay() !== 0 && at.getUTCDay() !== 6;

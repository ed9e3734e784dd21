// UTC calendar periods, as the chain names them. Hours and days are counted from 1970-01-01.

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A period in the form that polkadot-js encodes. */
export type Period =
  | { Hour: number }
  | { Day: number }
  | { Month: { year: number; month: number } }
  | { Quarter: { year: number; quarter: number } }
  | { Year: number };

/** product × zone × period: what has an order book. */
export interface Series {
  product: number;
  zone: number;
  period: Period;
}

/** The hour that a moment (Unix milliseconds) lies in, or one that many hours later. */
export function hourOf(moment: number, later = 0): Period {
  return { Hour: Math.floor(moment / HOUR) + later };
}

/** The day that a moment lies in, or one that many days later. */
export function dayOf(moment: number, later = 0): Period {
  return { Day: Math.floor(moment / DAY) + later };
}

/** The month that a moment lies in, or one that many months later. */
export function monthOf(moment: number, later = 0): Period {
  const date = new Date(moment);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1));
  return { Month: { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1 } };
}

/** When a period begins and when it is over, in Unix milliseconds. */
export function spanOf(period: Period): { start: number; end: number } {
  const months = (year: number, first: number, count: number) => ({
    start: Date.UTC(year, first, 1),
    end: Date.UTC(year, first + count, 1),
  });
  if ('Hour' in period) return { start: period.Hour * HOUR, end: (period.Hour + 1) * HOUR };
  if ('Day' in period) return { start: period.Day * DAY, end: (period.Day + 1) * DAY };
  if ('Month' in period) return months(period.Month.year, period.Month.month - 1, 1);
  if ('Quarter' in period) {
    return months(period.Quarter.year, (period.Quarter.quarter - 1) * 3, 3);
  }
  return months(period.Year, 0, 12);
}

/** Hours of a period: 1 to 8784. */
export function hoursOf(period: Period): number {
  const { start, end } = spanOf(period);
  return (end - start) / HOUR;
}

/** The next smaller periods that a period is made of, in order; none for an hour. */
export function childrenOf(period: Period): Period[] {
  const { start, end } = spanOf(period);
  const upTo = (count: number, of: (n: number) => Period) =>
    Array.from({ length: count }, (_, n) => of(n));
  if ('Hour' in period) return [];
  if ('Day' in period) return upTo(24, (n) => hourOf(start, n));
  if ('Month' in period) return upTo((end - start) / DAY, (n) => dayOf(start, n));
  if ('Quarter' in period) return upTo(3, (n) => monthOf(start, n));
  return upTo(4, (n) => ({ Quarter: { year: period.Year, quarter: n + 1 } }));
}

/** "2027-03-01 14:00", "2027-03-01", "2027-03", "2027 Q1" or "2027". */
export function showPeriod(period: Period): string {
  const iso = new Date(spanOf(period).start).toISOString();
  if ('Hour' in period) return iso.slice(0, 16).replace('T', ' ');
  if ('Day' in period) return iso.slice(0, 10);
  if ('Month' in period) return iso.slice(0, 7);
  if ('Quarter' in period) return `${period.Quarter.year} Q${period.Quarter.quarter}`;
  return String(period.Year);
}

export const sameSeries = (one: Series, two: Series): boolean =>
  one.product === two.product && one.zone === two.zone && samePeriod(one.period, two.period);

export const samePeriod = (one: Period, two: Period): boolean =>
  JSON.stringify(one) === JSON.stringify(two);

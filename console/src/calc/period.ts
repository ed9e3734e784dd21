// Periods and series as text: in the page's address, in history's queries, in what people type.

import { DAY, HOUR, type Period, type Series, spanOf } from '@headroom/js';

/** "2027", "2027-Q1", "2027-03", "2027-03-01" or "2027-03-01T14", in UTC. */
export function writePeriod(period: Period): string {
  const iso = new Date(spanOf(period).start).toISOString();
  if ('Hour' in period) return iso.slice(0, 13);
  if ('Day' in period) return iso.slice(0, 10);
  if ('Month' in period) return iso.slice(0, 7);
  if ('Quarter' in period) return `${period.Quarter.year}-Q${period.Quarter.quarter}`;
  return String(period.Year);
}

/** What {@link writePeriod} writes, and hours with ":00" behind them. Null for anything else. */
export function parsePeriod(text: string): Period | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::00)?)?)?))?$/.exec(
    text.trim(),
  );
  if (match === null) return null;
  const [, year, quarter, month, day, hour] = match;
  if (quarter) return { Quarter: { year: Number(year), quarter: Number(quarter) } };
  if (!month) return { Year: Number(year) };
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (!day) return { Month: { year: Number(year), month: Number(month) } };
  const start = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // 30 February is none.
  if (new Date(start).getUTCDate() !== Number(day)) return null;
  if (!hour) return { Day: start / DAY };
  return Number(hour) > 23 ? null : { Hour: start / HOUR + Number(hour) };
}

/** "0/1/2027-03": product, zone and period. The key of a series everywhere in the page. */
export function writeSeries({ product, zone, period }: Series): string {
  return `${product}/${zone}/${writePeriod(period)}`;
}

/** What {@link writeSeries} writes. */
export function parseSeries(text: string): Series | null {
  const match = /^(\d{1,5})\/(\d{1,5})\/([^/]+)$/.exec(text);
  const period = match && parsePeriod(decodeURIComponent(match[3]));
  return period && { product: Number(match[1]), zone: Number(match[2]), period };
}

export const KINDS = ['Hour', 'Day', 'Month', 'Quarter', 'Year'] as const;
export type Kind = (typeof KINDS)[number];

export function kindOf(period: Period): Kind {
  return KINDS.find((kind) => kind in period)!;
}

/** Earlier first; of those that begin together, the shorter first. */
export function byTime(one: Period, two: Period): number {
  const [a, b] = [spanOf(one), spanOf(two)];
  return a.start - b.start || a.end - b.end;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'].concat([
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]);

/** Short, for the head of a column or a tile: "14:00", "1 Mar", "Mar 2027", "Q1 2027", "2027". */
export function shortPeriod(period: Period): string {
  const date = new Date(spanOf(period).start);
  const month = MONTHS[date.getUTCMonth()];
  if ('Hour' in period) return date.toISOString().slice(11, 16);
  if ('Day' in period) return `${date.getUTCDate()} ${month}`;
  if ('Month' in period) return `${month} ${period.Month.year}`;
  if ('Quarter' in period) return `Q${period.Quarter.quarter} ${period.Quarter.year}`;
  return String(period.Year);
}

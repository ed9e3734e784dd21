// What an index's values say together, and how an hour's value comes out of its inputs.

import type { Rung, Value } from '@headroom/js';

/** An hour since 1970, and its value. */
export type Valued = [hour: number, value: Value];

export const RUNGS: readonly Rung[] = ['Hour', 'Day', 'Last', 'Suspended'];

export const hasPrice = ({ rung }: Value): boolean => rung !== 'Suspended';

/** Hours of one rung after each other: from the first one up to the last, without it. */
export interface Run {
  rung: Rung;
  from: number;
  to: number;
}

export function runsOf(values: readonly Valued[]): Run[] {
  const runs: Run[] = [];
  for (const [hour, { rung }] of values) {
    const last = runs.at(-1);
    if (last?.rung === rung && last.to === hour) last.to += 1;
    else runs.push({ rung, from: hour, to: hour + 1 });
  }
  return runs;
}

export interface Summary {
  /** Of the hours that have a price; null where none has. */
  low: bigint | null;
  high: bigint | null;
  /** Hours by rung. */
  rungs: Record<Rung, number>;
  limited: number;
}

export function summaryOf(values: readonly Valued[]): Summary {
  const summary: Summary = {
    low: null,
    high: null,
    rungs: { Hour: 0, Day: 0, Last: 0, Suspended: 0 },
    limited: 0,
  };
  for (const [, value] of values) {
    const { price, rung, limited } = value;
    summary.rungs[rung] += 1;
    if (limited) summary.limited += 1;
    if (!hasPrice(value)) continue;
    if (summary.low === null || price < summary.low) summary.low = price;
    if (summary.high === null || price > summary.high) summary.high = price;
  }
  return summary;
}

// --- An hour, worked out again ------------------------------------------------------------------

/** A price, and its weight in parts of 2⁴⁰. */
export interface Weighed {
  price: bigint;
  weight: bigint;
}

export interface Worked {
  median: bigint;
  /** Prices further away count as these. */
  low: bigint;
  high: bigint;
  /** With which price each input counts, in their order. */
  counts: bigint[];
  /** The mean before the limit. */
  mean: bigint;
}

/**
 * Median, winsorising and mean of method 1, with the chain's rounding; null of no inputs. `band` is how
 * far from the median a price counts as it is, in thousandths.
 */
export function workOut(inputs: readonly Weighed[], band: bigint): Worked | null {
  const total = inputs.reduce((sum, { weight }) => sum + weight, 0n);
  const median = medianOf(inputs, total);
  if (median === null || total === 0n) return null;
  const reach = (median * band) / 1_000n;
  const [low, high] = [median > reach ? median - reach : 0n, median + reach];
  const counts = inputs.map(({ price }) => (price < low ? low : price > high ? high : price));
  const sum = inputs.reduce((all, { weight }, n) => all + counts[n] * weight, 0n);
  return { median, low, high, counts, mean: sum / total };
}

/** The price below which half of the weight lies; where that is between two, their middle. */
function medianOf(inputs: readonly Weighed[], total: bigint): bigint | null {
  const order = inputs
    .filter(({ weight }) => weight > 0n)
    .sort((one, two) => (one.price < two.price ? -1 : one.price > two.price ? 1 : 0));
  let below = 0n;
  let lower: bigint | null = null;
  for (const { price, weight } of order) {
    if (lower !== null) return lower + (price - lower) / 2n;
    below += weight;
    if (below * 2n > total) return price;
    if (below * 2n === total) lower = price;
  }
  return lower;
}

/** A part of a whole in hundredths of a per cent, rounded half up; of nothing, nothing. */
export const shareOf = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * 20_000n + whole) / (2n * whole));

export interface Part {
  /** Thousandths. */
  weight: number;
  price: bigint;
}

/** A basket's price from those of its components, rounded down; null where one has none. */
export function basketOf(parts: readonly Part[]): bigint | null {
  if (parts.length === 0 || parts.some(({ price }) => price === 0n)) return null;
  return parts.reduce((sum, { weight, price }) => sum + BigInt(weight) * price, 0n) / 1_000n;
}

// --- Spans --------------------------------------------------------------------------------------

/** Hours that can be looked at at once. */
export const SPANS = { day: 24, week: 168, month: 720, quarter: 2_184 } as const;
export type Span = keyof typeof SPANS;

export const isSpan = (text: string | null): text is Span => text !== null && text in SPANS;

/** The hours to show: so many up to `end`, as far as the index has them. */
export function reach(
  span: Span,
  end: number | null,
  { first, next }: { first: number; next: number },
): { from: number; to: number } {
  const to = Math.min(Math.max(end ?? next, first + 1), next);
  return { from: Math.max(first, to - SPANS[span]), to: Math.max(to, first) };
}

export interface Calendar {
  kind: 'day' | 'week' | 'month' | 'quarter';
  from: number;
}

/** The first hours of the calendar day, week, month and quarter that an hour lies in. */
export function calendarOf(hour: number): Calendar[] {
  const date = new Date(hour * 3_600_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const first = (of: number) => Date.UTC(year, of, 1) / 3_600_000;
  return [
    { kind: 'day', from: hour - (hour % 24) },
    // 1970 began with a Thursday.
    { kind: 'week', from: hour - ((hour + 3 * 24) % 168) },
    { kind: 'month', from: first(month) },
    { kind: 'quarter', from: first(month - (month % 3)) },
  ];
}

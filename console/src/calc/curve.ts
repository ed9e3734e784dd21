// A forward curve: what each period to come costs, against the index, between zones, and in tokens.

import { type Period, spanOf } from '@headroom/js';
import { byTime, parseSeries } from './period.ts';

export interface Quote {
  bid: bigint | null;
  ask: bigint | null;
  last: bigint | null;
}

/** Which price of a quote is wanted, and which one it came to. */
export type Measure = 'mid' | 'last';
export type Made = 'mid' | 'last' | 'bid' | 'ask';

export interface Pillar extends Quote {
  /** "0/1/2027-03" */
  key: string;
  product: number;
  zone: number;
  period: Period;
  price: bigint | null;
  /** What the price is; null where there is none. */
  made: Made | null;
}

/** The last trade stands in for the middle of a book that has one side only, and that side for both. */
export function priceOf(
  { bid, ask, last }: Quote,
  measure: Measure,
): { price: bigint | null; made: Made | null } {
  if (measure === 'last') return { price: last, made: last === null ? null : 'last' };
  if (bid !== null && ask !== null) return { price: (bid + ask) / 2n, made: 'mid' };
  if (last !== null) return { price: last, made: 'last' };
  if (bid !== null) return { price: bid, made: 'bid' };
  return { price: ask, made: ask === null ? null : 'ask' };
}

/** Every period to come that has orders or trades, in order of time, of all products and zones. */
export function pillars(
  best: ReadonlyMap<string, { bid: bigint | null; ask: bigint | null }>,
  last: ReadonlyMap<string, bigint>,
  measure: Measure,
  now: number,
): Pillar[] {
  const keys = [...new Set([...best.keys(), ...last.keys()])];
  return keys
    .flatMap((key) => {
      const series = parseSeries(key);
      if (series === null || spanOf(series.period).start <= now) return [];
      const { bid = null, ask = null } = best.get(key) ?? {};
      const quote = { bid, ask, last: last.get(key) ?? null };
      const { price, made } = priceOf(quote, measure);
      return price === null ? [] : [{ ...quote, ...series, key, price, made }];
    })
    .sort((one, two) => byTime(one.period, two.period) || one.zone - two.zone);
}

/** The periods of some pillars, each once, in order, with the pillar of each zone. */
export function byPeriod(
  all: readonly Pillar[],
): { period: Period; zones: ReadonlyMap<number, Pillar> }[] {
  const rows: { period: Period; zones: Map<number, Pillar> }[] = [];
  for (const pillar of all) {
    const last = rows.at(-1);
    if (last !== undefined && byTime(last.period, pillar.period) === 0) {
      last.zones.set(pillar.zone, pillar);
    } else {
      rows.push({ period: pillar.period, zones: new Map([[pillar.zone, pillar]]) });
    }
  }
  return rows;
}

// --- Tokens and the GPU-hours that make them ----------------------------------------------------

const WHOLE = 1_000_000n;

/**
 * Millions of standard tokens that cost as much as one GPU-hour, in millionths, rounded down; null
 * where tokens cost nothing.
 */
export function impliedYield(gpu: bigint, tokens: bigint): bigint | null {
  return tokens <= 0n ? null : (gpu * WHOLE) / tokens;
}

/** What an operator is attested for. */
export interface Line {
  /** Units of a million tokens an hour. */
  quantity: number;
  /** GPUs that one of them needs, in thousandths. */
  milliGpus: number;
}

/**
 * Millions of standard tokens that a GPU-hour makes by attestation, in millionths: of several
 * operators the mean over their GPUs, rounded down. Null where nothing is attested.
 */
export function attestedYield(lines: readonly Line[]): bigint | null {
  const units = lines.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
  const milli = lines.reduce(
    (sum, { quantity, milliGpus }) => sum + BigInt(quantity) * BigInt(milliGpus),
    0n,
  );
  return milli === 0n ? null : (units * 1_000n * WHOLE) / milli;
}

/** What the tokens of one GPU-hour cost, in millionths of cash, rounded down. */
export function worthOfTokens(tokens: bigint, perGpuHour: bigint): bigint {
  return (tokens * perGpuHour) / WHOLE;
}

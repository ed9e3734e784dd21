// The market as a grid: what is traded of a product, period by period and zone by zone.

import { type Period, spanOf } from '@headroom/js';
import type { Ticker } from '../history/types.ts';
import { byTime, type Kind, kindOf, KINDS, parseSeries, writePeriod } from './period.ts';

export interface Best {
  bid: bigint | null;
  ask: bigint | null;
}

export interface Cell {
  series: string;
  best: Best | null;
  ticker: Ticker | null;
}

export interface Row {
  key: string;
  period: Period;
  /** By zone; null where there is neither a book nor a trade. */
  cells: Map<number, Cell>;
}

export interface Group {
  kind: Kind;
  rows: Row[];
}

/**
 * Rows of a product by kind of period, in order of time: of every series that has a book or was
 * traded, and whose trading stops after `now`. `lead` is how long before a period it stops.
 */
export function gridOf(
  product: number,
  books: ReadonlyMap<string, Best>,
  tickers: ReadonlyMap<string, Ticker>,
  now: number,
  lead: number,
): Group[] {
  const rows = new Map<string, Row>();
  for (const key of new Set([...books.keys(), ...tickers.keys()])) {
    const series = parseSeries(key);
    if (series === null || series.product !== product) continue;
    if (spanOf(series.period).start - lead <= now) continue;
    const at = writePeriod(series.period);
    const row = rows.get(at) ?? { key: at, period: series.period, cells: new Map<number, Cell>() };
    const cell = { series: key, best: books.get(key) ?? null, ticker: tickers.get(key) ?? null };
    row.cells.set(series.zone, cell);
    rows.set(at, row);
  }
  const sorted = [...rows.values()].sort((one, two) => byTime(one.period, two.period));
  return KINDS.flatMap((kind) => {
    const own = sorted.filter(({ period }) => kindOf(period) === kind);
    return own.length === 0 ? [] : [{ kind, rows: own }];
  });
}

/** Tickers with what was traded since: the last price at once, the rest with history's next word. */
export function withLast(
  tickers: readonly Ticker[],
  fills: ReadonlyMap<string, { price: bigint; time: number }>,
): Map<string, Ticker> {
  const all = new Map(tickers.map((ticker) => [ticker.series, ticker]));
  for (const [series, { price, time }] of fills) {
    const known = all.get(series);
    if (known === undefined) {
      const none = { volume: 0, value: 0n, trades: 0 };
      all.set(series, { series, last: price, open: price, high: price, low: price, time, ...none });
    } else if (time >= known.time) {
      all.set(series, { ...known, last: price, time });
    }
  }
  return all;
}

// Candles of fills that history has not told of yet.

import type { Candle, Trade } from '../history/types.ts';

/** The candle that a moment lies in starts then. */
export const startOf = (time: number, seconds: number): number =>
  Math.floor(time / (seconds * 1_000)) * seconds * 1_000;

/**
 * Candles with fills after them, in order. Those that do not change stay the same objects, so that a
 * chart draws only its end anew.
 */
export function withFills(
  candles: readonly Candle[],
  fills: readonly Trade[],
  seconds: number,
): readonly Candle[] {
  if (fills.length === 0) return candles;
  const made = [...candles];
  for (const { time, price, quantity, value } of fills) {
    const start = startOf(time, seconds);
    const last = made.at(-1);
    // Time never goes back on a chain; a fill before the last candle would be of another one.
    if (last !== undefined && start < last.time) continue;
    if (last === undefined || start > last.time) {
      made.push({
        time: start,
        open: price,
        high: price,
        low: price,
        close: price,
        volume: quantity,
        value,
        trades: 1,
      });
      continue;
    }
    made[made.length - 1] = {
      ...last,
      high: price > last.high ? price : last.high,
      low: price < last.low ? price : last.low,
      close: price,
      volume: last.volume + quantity,
      value: last.value + value,
      trades: last.trades + 1,
    };
  }
  return made;
}

/** Trades of two lists, each once, the newest first. */
export function merged(one: readonly Trade[], two: readonly Trade[], most: number): Trade[] {
  const all = new Map([...one, ...two].map((trade) => [`${trade.block}-${trade.event}`, trade]));
  return [...all.values()].sort((a, b) => b.block - a.block || b.event - a.event).slice(0, most);
}

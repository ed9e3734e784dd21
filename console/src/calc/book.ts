// A book as levels, and what is drawn of it.

import type { Level } from './order.ts';

/** Orders of one's own, which do not fill one's other ones. */
export interface Own {
  bids: boolean;
  price: bigint;
  quantity: number;
}

/** Levels without what is one's own in them. */
export function withoutOwn(
  levels: readonly Level[],
  bids: boolean,
  own: readonly Own[],
): readonly Level[] {
  const mine = own.filter((order) => order.bids === bids);
  if (mine.length === 0) return levels;
  return levels.flatMap(([price, units, orders]): Level[] => {
    const here = mine.filter((order) => order.price === price);
    const left = here.reduce((rest, { quantity }) => rest - BigInt(quantity), units);
    return left > 0n ? [[price, left, orders - here.length]] : [];
  });
}

/** A level, and all units up to it. */
export interface Rung {
  price: bigint;
  units: bigint;
  orders: number;
  sum: bigint;
}

/** Levels with the sums up to each, best first. */
export function rungs(levels: readonly Level[], most = levels.length): Rung[] {
  let sum = 0n;
  return levels.slice(0, most).map(([price, units, orders]) => {
    sum += units;
    return { price, units, orders, sum };
  });
}

/** The middle between the best prices; the one there is, or null. */
export function middle(bids: readonly Level[], asks: readonly Level[]): bigint | null {
  const [bid, ask] = [bids.at(0)?.[0], asks.at(0)?.[0]];
  if (bid === undefined || ask === undefined) return bid ?? ask ?? null;
  return (bid + ask) / 2n;
}

/** What can be sold down to, and bought up to, each price. */
export interface Depth {
  prices: bigint[];
  bids: (bigint | null)[];
  asks: (bigint | null)[];
}

/** The depth of a book within so many thousandths of its middle: what is far off would hide the rest. */
export function depthOf(bids: readonly Level[], asks: readonly Level[], within: bigint): Depth {
  const mid = middle(bids, asks);
  if (mid === null) return { prices: [], bids: [], asks: [] };
  const near = ({ price }: Rung) => {
    const off = price > mid ? price - mid : mid - price;
    return off * 1_000n <= mid * within;
  };
  const below = rungs(bids).filter(near);
  const above = rungs(asks).filter(near);
  // Beyond the last level of a side its sum is the same: a little of that is shown.
  const [low, high] = [below.at(-1), above.at(-1)];
  const room = mid / 100n > 0n ? mid / 100n : 1n;
  if (low !== undefined && low.price > room) below.push({ ...low, price: low.price - room });
  if (high !== undefined) above.push({ ...high, price: high.price + room });
  below.reverse();
  return {
    prices: [...below, ...above].map(({ price }) => price),
    bids: [...below.map(({ sum }) => sum), ...above.map(() => null)],
    asks: [...below.map(() => null), ...above.map(({ sum }) => sum)],
  };
}

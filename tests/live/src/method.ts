// A second opinion on method 1 of the index, in exact fractions: what docs/index-methodology.md says,
// step by step. The chain's value can be a millionth under it, because its weights are rounded.

import { Ratio } from './ratio.ts';

/** A price for some units, and the accounts that stand behind it. */
export interface Input {
  price: bigint;
  quantity: number;
  behind: readonly string[];
}

/** What the inputs come to. */
export interface Found {
  /** Not rounded. */
  mean: Ratio;
  median: bigint;
  contributors: Ratio;
  quantity: number;
  /** Of each input, as a part of all. */
  weights: Ratio[];
}

const CONTRIBUTORS = 5;
const QUANTITY = 10;
/** Of the median, and of the last price for each hour. */
const BAND = Ratio.of(1, 10);
const MOVE = Ratio.of(1, 4);

/** None where they are too few, or too little. */
export function meanOf(inputs: readonly Input[]): Found | null {
  const quantity = inputs.reduce((sum, input) => sum + input.quantity, 0);
  const largest = inputs.map(({ behind }) => Math.max(...behind.map((who) => volume(inputs, who))));
  const shares = inputs.map((input, n) => Ratio.of(input.quantity, largest[n]));
  const contributors = Ratio.sum(shares);
  if (quantity < QUANTITY || contributors.compare(Ratio.of(CONTRIBUTORS)) < 0) return null;

  const cut = capped(inputs, largest);
  const all = Ratio.sum(cut);
  const weights = cut.map((weight) => weight.over(all));
  const median = medianOf(inputs, weights);
  const reach = Ratio.of(median).times(BAND).floor();
  const counts = inputs.map(({ price }) => clamp(price, median - reach, median + reach));
  const mean = Ratio.sum(counts.map((price, n) => weights[n].times(Ratio.of(price))));
  return { mean, median, contributors, quantity, weights };
}

/** All units that an account stands behind. */
const volume = (inputs: readonly Input[], who: string): number =>
  inputs
    .filter(({ behind }) => behind.includes(who))
    .reduce((sum, { quantity }) => sum + quantity, 0);

/** Weights with every account cut down to the largest level that is a fifth of all of them at most. */
function capped(inputs: readonly Input[], largest: readonly number[]): Ratio[] {
  // From none cut to all: those with more than `size` behind them.
  for (const size of [...new Set(largest)].sort((one, other) => other - one)) {
    const uncut = inputs.filter((_, n) => largest[n] <= size);
    const shares = inputs.map(({ quantity }, n) => Ratio.of(quantity, largest[n]));
    const b = Ratio.sum(shares.filter((_, n) => largest[n] > size));
    const rest = Ratio.of(CONTRIBUTORS).minus(b);
    if (rest.compare(Ratio.of(0)) <= 0) break;
    const level = Ratio.of(uncut.reduce((sum, { quantity }) => sum + quantity, 0)).over(rest);
    if (level.compare(Ratio.of(size)) < 0) continue;
    return inputs.map(({ quantity }, n) =>
      largest[n] <= size ? Ratio.of(quantity) : shares[n].times(level),
    );
  }
  return inputs.map(({ quantity }, n) => Ratio.of(quantity, largest[n]));
}

/** The price below which lies half of the weight. */
function medianOf(inputs: readonly Input[], weights: readonly Ratio[]): bigint {
  const half = Ratio.of(1, 2);
  const order = inputs
    .map(({ price }, n) => ({ price, weight: weights[n] }))
    .sort((one, other) => Number(one.price - other.price));
  let below = Ratio.of(0);
  for (const [n, { price, weight }] of order.entries()) {
    below = below.plus(weight);
    const past = below.compare(half);
    if (past > 0) return price;
    if (past === 0) return (price + order[n + 1].price) / 2n;
  }
  throw new Error('nothing weighs anything');
}

/** No further from the last price than a quarter of it for each hour since. */
export function limited(price: bigint, last: bigint, hours: number): bigint {
  const reach = Ratio.of(last).times(MOVE).floor() * BigInt(hours);
  return clamp(price, last > reach ? last - reach : 1n, last + reach);
}

const clamp = (value: bigint, low: bigint, high: bigint): bigint =>
  value < low ? low : value > high ? high : value;

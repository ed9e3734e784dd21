// A second opinion on forward agreements: what each side has, worked out beside the chain from the
// prices of the index and the terms, in whole millionths.

import type { Terms } from '@headroom/js';

export type Side = 'Buyer' | 'Seller';

const up = (amount: bigint, part: number) => (amount * BigInt(part) + 999n) / 1000n;
const other = (side: Side): Side => (side === 'Buyer' ? 'Seller' : 'Buyer');

/** How far a mark moves in an hour, in thousandths, and over how many hours calls take the mean. */
const STEP = 20n;
const MEAN = 6;

export class Deal {
  readonly margin: Record<Side, bigint>;
  readonly marks: [hour: number, price: bigint][];
  moved = 0n;

  constructor(
    readonly terms: Terms,
    readonly first: number,
    readonly hours: number,
    hour: number,
  ) {
    const margin = this.share(terms.price, hours, terms.initial);
    this.margin = { Buyer: margin, Seller: margin };
    this.marks = [[hour - 1, terms.price]];
  }

  /** A share of the notional of so many hours, rounded up. */
  share(price: bigint, hours: number, thousandths: number): bigint {
    return up(price * BigInt(this.terms.quantity) * BigInt(hours), thousandths);
  }

  /** Prices of the period's hours that have one. */
  private gone(prices: Map<number, bigint>): bigint[] {
    const hours = Array.from({ length: this.hours }, (_, n) => this.first + n);
    return hours.flatMap((hour) => prices.get(hour) ?? []);
  }

  private left(prices: Map<number, bigint>): number {
    return this.hours - this.gone(prices).length;
  }

  /** What the buyer gains where hours to come are worth `price`. */
  gain(prices: Map<number, bigint>, price: bigint): bigint {
    const gone = this.gone(prices);
    const perUnit = [...gone, ...Array<bigint>(this.hours - gone.length).fill(price)].reduce(
      (sum, worth) => sum + worth - this.terms.price,
      0n,
    );
    return perUnit * BigInt(this.terms.quantity);
  }

  /** Marks at the index's last price, and moves what was gained. Returns the mark. */
  mark(hour: number, last: bigint, prices: Map<number, bigint>): bigint {
    const before = this.marks.filter(([at]) => at < hour).at(-1)!;
    const reach = (before[1] * BigInt(hour - before[0]) * STEP) / 1000n;
    const [low, high] = [before[1] - reach, before[1] + reach];
    const price = last < low ? low : last > high ? high : last;
    while (this.marks.at(-1)![0] >= hour) this.marks.pop();
    this.marks.push([hour, price]);
    this.level(this.gain(prices, price));
    return price;
  }

  /** The mean mark of the last six hours; an hour without a mark has that of the hour before. */
  mean(hour: number): bigint {
    let sum = 0n;
    for (let back = 0; back < MEAN; back += 1) {
      const found = this.marks.filter(([at]) => at <= hour - back).at(-1) ?? this.marks[0];
      sum += found[1];
    }
    return sum / BigInt(MEAN);
  }

  /** Moves what the buyer gained and did not get, or the other way, as far as margin reaches. */
  private level(gain: bigint): void {
    const due = gain - this.moved;
    const winner: Side = due > 0n ? 'Buyer' : 'Seller';
    const size = due > 0n ? due : -due;
    const loser = this.margin[other(winner)];
    const amount = size < loser ? size : loser;
    this.margin[winner] += amount;
    this.margin[other(winner)] -= amount;
    this.moved += winner === 'Buyer' ? amount : -amount;
  }

  /** Whether a margin is under maintenance, and what a call would ask for. */
  short(side: Side, hour: number, prices: Map<number, bigint>): bigint | null {
    const left = this.left(prices);
    const due = this.gain(prices, this.marks.at(-1)![1]) - this.moved;
    const loser: Side = due > 0n ? 'Seller' : 'Buyer';
    const unpaid = side === loser ? (due > 0n ? due : -due) : 0n;
    const need = (part: number) => this.share(this.mean(hour), left, part) + unpaid;
    return this.margin[side] < need(this.terms.maintenance) ? need(this.terms.initial) : null;
  }

  /** The end at the mean mark, for want of the margin of `side`: returns the penalty. */
  closeOut(side: Side, hour: number, prices: Map<number, bigint>): bigint {
    const mean = this.mean(hour);
    this.level(this.gain(prices, mean));
    const most = this.share(mean, this.left(prices), this.terms.penalty);
    const penalty = most < this.margin[side] ? most : this.margin[side];
    this.margin[side] -= penalty;
    this.margin[other(side)] += penalty;
    return penalty;
  }

  /** The end, when every hour has a price: returns what the buyer gained. */
  settle(prices: Map<number, bigint>): bigint {
    const gain = this.gain(prices, 0n);
    this.level(gain);
    return gain;
  }
}

// A second opinion on forward agreements: what each side has, worked out beside the chain from the
// prices of the index and the terms. Fractions are exact, and rounded where the rules say so.

import type { Terms } from '@headroom/js';
import { Ratio } from './ratio.ts';

export type Side = 'Buyer' | 'Seller';
export const SIDES = ['Buyer', 'Seller'] as const;

/** Prices of hours that have one. */
export type Prices = ReadonlyMap<number, bigint>;

export const other = (side: Side): Side => (side === 'Buyer' ? 'Seller' : 'Buyer');

/** How far a mark moves in an hour, and over how many hours calls take the mean. */
const STEP = Ratio.of(20, 1000);
const MEAN = 6;
/** Gains are kept by half days: of this one, and of two before. */
const HALF_DAY = 12;
const KEPT = 2;

export class Deal {
  readonly margin: Record<Side, bigint>;
  readonly marks: [hour: number, price: bigint][];
  /** What came in of late, by half days, the newest last. */
  private readonly gains: Record<Side, [halfDay: number, amount: bigint][]> = {
    Buyer: [],
    Seller: [],
  };
  moved = 0n;
  /** Units that are not settled. */
  quantity: number;
  /** Who failed to deliver or to pay for them: the other side cannot lose any more. */
  fault: Side | null = null;

  constructor(
    readonly terms: Terms,
    readonly first: number,
    readonly hours: number,
    hour: number,
  ) {
    this.quantity = terms.quantity;
    const margin = this.share(terms.price, hours, terms.initial);
    this.margin = { Buyer: margin, Seller: margin };
    this.marks = [[hour - 1, terms.price]];
  }

  /** A share of the notional of so many hours, rounded up. */
  share(price: bigint, hours: number, thousandths: number, quantity = this.quantity): bigint {
    const notional = Ratio.of(price * BigInt(quantity) * BigInt(hours));
    return notional.times(Ratio.of(thousandths, 1000)).ceil();
  }

  /** Prices of the period's hours that have one. */
  private gone(prices: Prices): bigint[] {
    const hours = Array.from({ length: this.hours }, (_, n) => this.first + n);
    return hours.flatMap((hour) => prices.get(hour) ?? []);
  }

  left(prices: Prices): number {
    return this.hours - this.gone(prices).length;
  }

  /** What the buyer gains where hours to come are worth `price`. */
  gain(prices: Prices, price: bigint): bigint {
    const gone = this.gone(prices);
    return this.gainOf([...gone, ...Array<bigint>(this.hours - gone.length).fill(price)]);
  }

  private gainOf(worth: readonly bigint[]): bigint {
    const unit = worth.reduce((sum, price) => sum + price - this.terms.price, 0n);
    const gain = unit * BigInt(this.quantity);
    const safe = this.fault !== null && (this.fault === 'Seller' ? gain < 0n : gain > 0n);
    return safe ? 0n : gain;
  }

  /** Marks at the index's last price, and moves what was gained. Returns the mark. */
  mark(hour: number, last: bigint, prices: Prices): bigint {
    const before = this.marks.filter(([at]) => at < hour).at(-1)!;
    const reach = Ratio.of(before[1] * BigInt(hour - before[0]))
      .times(STEP)
      .floor();
    const [low, high] = [before[1] - reach, before[1] + reach];
    const price = last < low ? low : last > high ? high : last;
    while (this.marks.at(-1)![0] >= hour) this.marks.pop();
    this.marks.push([hour, price]);
    this.level(this.gain(prices, price), hour);
    return price;
  }

  /** The mean mark of the last six hours; an hour without a mark has that of the hour before. */
  mean(hour: number): bigint {
    const marks = Array.from({ length: MEAN }, (_, back) => {
      const found = this.marks.filter(([at]) => at <= hour - back).at(-1) ?? this.marks[0];
      return Ratio.of(found[1]);
    });
    return Ratio.sum(marks).over(Ratio.of(MEAN)).floor();
  }

  /** Moves what the buyer gained and did not get, or the other way, as far as margin reaches. */
  private level(gain: bigint, hour: number): void {
    const due = gain - this.moved;
    const winner: Side = due > 0n ? 'Buyer' : 'Seller';
    const amount = least(size(due), this.margin[other(winner)]);
    this.transfer(winner, amount);
    this.moved += winner === 'Buyer' ? amount : -amount;

    const halfDay = Math.floor(hour / HALF_DAY);
    for (const side of SIDES) {
      this.gains[side] = this.gains[side].filter(([at]) => at >= halfDay - KEPT);
    }
    this.gains[winner].push([halfDay, amount]);
    let rest = amount;
    for (const kept of this.gains[other(winner)].toReversed()) {
      const taken = least(rest, kept[1]);
      kept[1] -= taken;
      rest -= taken;
    }
  }

  private transfer(to: Side, amount: bigint): void {
    this.margin[to] += amount;
    this.margin[other(to)] -= amount;
  }

  /** What a side needs at a price: its share, and what it has lost and not paid. */
  private need(side: Side, price: bigint, part: number, prices: Prices): bigint {
    const due = this.gain(prices, this.marks.at(-1)![1]) - this.moved;
    const loser: Side = due > 0n ? 'Seller' : 'Buyer';
    const safe = this.fault !== null && this.fault !== side;
    const share = safe ? 0n : this.share(price, this.left(prices), part);
    return share + (side === loser ? size(due) : 0n);
  }

  /** Whether a margin is under maintenance, and what a call would ask for. */
  short(side: Side, hour: number, prices: Prices): bigint | null {
    const need = (part: number) => this.need(side, this.mean(hour), part, prices);
    return this.margin[side] < need(this.terms.maintenance) ? need(this.terms.initial) : null;
  }

  /** An instalment: what is freed of each margin. Marked just before. */
  free(hour: number, prices: Prices): Record<Side, bigint> {
    const mark = this.marks.at(-1)![1];
    const dearer = mark > this.mean(hour) ? mark : this.mean(hour);
    const open = this.gainOf(Array<bigint>(this.left(prices)).fill(mark));
    const freed = { Buyer: 0n, Seller: 0n };
    for (const side of SIDES) {
      const needed = this.need(side, dearer, this.terms.initial, prices);
      // What came in of late for hours to come can still go back.
      const late = this.gains[side]
        .filter(([at]) => at >= Math.floor(hour / HALF_DAY) - KEPT)
        .reduce((sum, [, amount]) => sum + amount, 0n);
      const locked = least(late, most(side === 'Buyer' ? open : -open, 0n));
      freed[side] = most(this.margin[side] - needed - locked, 0n);
      this.margin[side] -= freed[side];
    }
    return freed;
  }

  /** The end at the mean mark, for want of the margin of `side`: returns the penalty. */
  closeOut(side: Side, hour: number, prices: Prices): bigint {
    const mean = this.mean(hour);
    this.level(this.gain(prices, mean), hour);
    const share = this.share(mean, this.left(prices), this.terms.penalty);
    const penalty = least(share, this.margin[side]);
    this.transfer(other(side), penalty);
    return penalty;
  }

  /**
   * So many units change hands before the period, for a buyer who has the cash: what was gained on
   * them goes back, and the seller pays a penalty for those that are missing. Returns the penalty, and
   * what the buyer's margin did not reach to give back.
   */
  deliver(units: number, hour: number): { penalty: bigint; owed: bigint } {
    const whole = this.quantity;
    // A millionth at most, against who had gained.
    const kept = Ratio.of(this.moved)
      .times(Ratio.of(whole - units, whole))
      .trunc();
    this.level(kept, hour);
    const owed = kept - this.moved;
    this.moved = kept;
    this.quantity = whole - units;
    if (this.quantity === 0) return { penalty: 0n, owed };
    this.fault = 'Seller';
    const share = this.share(this.terms.price, this.hours, this.terms.penalty);
    const penalty = least(share, this.margin.Seller);
    this.transfer('Buyer', penalty);
    return { penalty, owed };
  }

  /** The end, when every hour has a price: what the buyer gained, and what of it is owed. */
  settle(hour: number, prices: Prices): { gain: bigint; debt: bigint } {
    const gain = this.gain(prices, 0n);
    this.level(gain, hour);
    return { gain, debt: size(gain - this.moved) };
  }
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
const least = (one: bigint, another: bigint): bigint => (one < another ? one : another);
const most = (one: bigint, another: bigint): bigint => (one > another ? one : another);

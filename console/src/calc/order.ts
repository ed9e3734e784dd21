// What an order comes to, by the chain's own rules (pallets/spot), before anybody signs it.

import { shareUp, total } from '@headroom/js';

export type Level = [price: bigint, units: bigint, orders: number];

/** The chain's constants and the product's that an order is checked by. */
export interface Rules {
  tick: bigint;
  lot: number;
  /** Millionths of cash. */
  minOrderValue: bigint;
  /** Basis points of the value. */
  makerFee: bigint;
  takerFee: bigint;
  maxFills: number;
  maxOrders: number;
}

/** The fee on a value: rounded up, against who pays it. */
export const feeOn = (value: bigint, basisPoints: bigint): bigint =>
  shareUp(value, basisPoints, 10_000n);

/** What a buyer pays at most. */
export function costOf(price: bigint, quantity: number, hours: number, fee: bigint): bigint {
  const value = total(price, quantity, hours);
  return value + feeOn(value, fee);
}

/** What an issuer has to add so that the cover of what it sells is in escrow and the fee is paid. */
export function lackOf(
  cover: bigint,
  price: bigint,
  quantity: number,
  hours: number,
  fee: bigint,
): bigint {
  const proceeds = total(price, quantity, hours);
  const lack = total(cover, quantity, hours) + feeOn(proceeds, fee) - proceeds;
  return lack > 0n ? lack : 0n;
}

/** What an order would meet now. */
export interface Met {
  quantity: number;
  value: bigint;
  /** The taker's, on each fill. The chain rounds each fill's fee up, so this is at least so much. */
  fee: bigint;
  worst: bigint | null;
  left: number;
}

/** Goes through the levels of the other side, best first, up to a limit. */
export function meet(
  levels: readonly Level[],
  bids: boolean,
  limit: bigint,
  quantity: number,
  hours: number,
  takerFee: bigint,
): Met {
  const met: Met = { quantity: 0, value: 0n, fee: 0n, worst: null, left: quantity };
  for (const [price, units] of levels) {
    if (met.left === 0 || (bids ? price > limit : price < limit)) break;
    const taken = units < BigInt(met.left) ? Number(units) : met.left;
    const value = total(price, taken, hours);
    met.quantity += taken;
    met.left -= taken;
    met.value += value;
    met.fee += feeOn(value, takerFee);
    met.worst = price;
  }
  return met;
}

/** An error of pallets/spot or pallets/capacity by its name: what the chain would answer. */
export type OrderProblem =
  | 'ZeroQuantity'
  | 'ZeroPrice'
  | 'QuantityNotInLots'
  | 'PriceNotOnTick'
  | 'PriceTooHigh'
  | 'OrderTooSmall'
  | 'BadFillCap'
  | 'BadExpiry'
  | 'TradingStopped'
  | 'MarketPaused'
  | 'InDebt'
  | 'InsufficientCash'
  | 'InsufficientUnits'
  | 'TooManyOrders'
  | 'NotFilled'
  | 'WouldCross';

/** Levels a price can have: prices are kept in ticks below 2²². */
const LIMIT = 1n << 22n;

export interface Draft {
  bids: boolean;
  price: bigint;
  quantity: number;
  hours: number;
  timeInForce:
    | 'GoodTillCancelled'
    | 'ImmediateOrCancel'
    | 'FillOrKill'
    | 'PostOnly'
    | { GoodTillTime: number };
  maxFills: number;
}

/** How things stand for whoever places it. */
export interface Standing {
  now: number;
  /** When trading of the series stops, in Unix milliseconds. */
  stop: number;
  paused: boolean;
  debt: bigint;
  free: bigint;
  /** Open orders in the series. */
  orders: number;
  /** For an ask: units that can be offered, and the issuer's cover rate, or 0 for a holder. */
  units: number;
  cover: bigint;
  /** The other side, best first. */
  opposite: readonly Level[];
}

/** Free cash that the chain wants to see before it takes the order. */
export function neededFor(draft: Draft, rules: Rules, cover: bigint): bigint {
  const { price, quantity, hours, bids } = draft;
  const fee = rules.takerFee > rules.makerFee ? rules.takerFee : rules.makerFee;
  const needed = bids
    ? costOf(price, quantity, hours, fee)
    : cover > 0n
      ? lackOf(cover, price, quantity, hours, fee)
      : 0n;
  // What is filled and what rests are each rounded up.
  return needed + (needed > 0n && fee > 0n && rules.makerFee > 0n ? 1n : 0n);
}

/** Everything that the chain would refuse, in the order in which it looks. */
export function problemsOf(draft: Draft, rules: Rules, standing: Standing): OrderProblem[] {
  const { bids, price, quantity, hours, timeInForce } = draft;
  const found: OrderProblem[] = [];
  const unless = (holds: boolean, problem: OrderProblem) => {
    if (!holds) found.push(problem);
  };
  unless(standing.now < standing.stop, 'TradingStopped');
  unless(!standing.paused, 'MarketPaused');
  unless(quantity > 0, 'ZeroQuantity');
  unless(price > 0n, 'ZeroPrice');
  unless(quantity % Math.max(rules.lot, 1) === 0, 'QuantityNotInLots');
  unless(price % rules.tick === 0n, 'PriceNotOnTick');
  unless(price / rules.tick < LIMIT, 'PriceTooHigh');
  if (quantity > 0 && price > 0n) {
    unless(total(price, quantity, hours) >= rules.minOrderValue, 'OrderTooSmall');
  }
  if (typeof timeInForce === 'object') {
    const until = timeInForce.GoodTillTime;
    unless(until > standing.now && until <= standing.stop, 'BadExpiry');
  }
  unless(draft.maxFills > 0 && draft.maxFills <= rules.maxFills, 'BadFillCap');
  unless(standing.debt === 0n, 'InDebt');
  const met = meet(standing.opposite, bids, price, quantity, hours, rules.takerFee);
  if (timeInForce === 'PostOnly') unless(met.quantity === 0, 'WouldCross');
  if (!bids) unless(quantity <= standing.units, 'InsufficientUnits');
  unless(neededFor(draft, rules, standing.cover) <= standing.free, 'InsufficientCash');
  if (timeInForce === 'FillOrKill') unless(met.left === 0, 'NotFilled');
  const rests = timeInForce !== 'ImmediateOrCancel' && timeInForce !== 'FillOrKill';
  if (rests && met.left > 0) unless(standing.orders < rules.maxOrders, 'TooManyOrders');
  return found;
}

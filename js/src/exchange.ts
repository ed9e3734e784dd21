// The exchange's own calls and records, as TypeScript sees them. The chain's metadata documents
// each of them; here are the names of the arguments, in their order, and nothing else.

import type { Series } from './calendar.ts';
import { type ApiPromise, call, plain, type Transaction } from './chain.ts';

/** A series issued by one operator. */
export interface Unit {
  series: Series;
  operator: string;
}

/** One nomination: the `index`-th of its unit. */
export interface DeliveryId {
  unit: Unit;
  index: number;
}

/** An order: its owner's `seq`-th in the series. */
export interface OrderId {
  owner: string;
  series: Series;
  seq: bigint;
}

export type Side = 'Bid' | { Ask: { operator: string } };

export type TimeInForce =
  'GoodTillCancelled' | { GoodTillTime: number } | 'ImmediateOrCancel' | 'FillOrKill' | 'PostOnly';

/** A cumulative meter reading: thousandths of a unit-hour, or raw token counts. */
export type Metered =
  { UnitHours: bigint } | { Tokens: { input: bigint; cached: bigint; output: bigint } };

/** An order to place. */
export interface Order {
  series: Series;
  side: Side;
  /** Millionths of cash per unit and hour. */
  price: bigint;
  quantity: number;
  timeInForce?: TimeInForce;
  /** The most orders that it may meet. */
  maxFills?: number;
}

export const issue = (api: ApiPromise, series: Series, quantity: number): Transaction =>
  call(api, 'capacity.issue', series, quantity);

export const retire = (api: ApiPromise, unit: Unit, quantity: number): Transaction =>
  call(api, 'capacity.retire', unit, quantity);

export const transfer = (api: ApiPromise, unit: Unit, to: string, quantity: number): Transaction =>
  call(api, 'capacity.transfer', unit, to, quantity);

export const split = (api: ApiPromise, unit: Unit, quantity: number): Transaction =>
  call(api, 'capacity.split', unit, quantity);

export const join = (api: ApiPromise, unit: Unit, quantity: number): Transaction =>
  call(api, 'capacity.join', unit, quantity);

export const placeOrder = (api: ApiPromise, order: Order): Transaction =>
  call(
    api,
    'spot.placeOrder',
    order.series,
    order.side,
    order.price,
    order.quantity,
    order.timeInForce ?? 'GoodTillCancelled',
    order.maxFills ?? 16,
  );

export const cancelOrder = (api: ApiPromise, id: OrderId): Transaction =>
  call(api, 'spot.cancelOrder', id);

export const removeExpired = (api: ApiPromise, ids: OrderId[]): Transaction =>
  call(api, 'spot.removeExpired', ids);

export const nominate = (
  api: ApiPromise,
  unit: Unit,
  quantity: number,
  instructions: string,
): Transaction => call(api, 'delivery.nominate', unit, quantity, instructions);

export const report = (api: ApiPromise, delivery: DeliveryId, metered: Metered): Transaction =>
  call(api, 'delivery.report', delivery, metered);

/** `reported`: what the report says was delivered, in thousandths of a unit-hour, cumulative. */
export const accept = (api: ApiPromise, delivery: DeliveryId, reported: bigint): Transaction =>
  call(api, 'delivery.accept', delivery, reported);

/** `claimed`: what was delivered, the buyer says, in the same. */
export const object = (
  api: ApiPromise,
  delivery: DeliveryId,
  reported: bigint,
  claimed: bigint,
): Transaction => call(api, 'delivery.object', delivery, reported, claimed);

export const answer = (api: ApiPromise, delivery: DeliveryId): Transaction =>
  call(api, 'delivery.answer', delivery);

export const resolve = (api: ApiPromise, delivery: DeliveryId, delivered: bigint): Transaction =>
  call(api, 'delivery.resolve', delivery, delivered);

export const settle = (api: ApiPromise, delivery: DeliveryId): Transaction =>
  call(api, 'delivery.settle', delivery);

export const expire = (api: ApiPromise, unit: Unit): Transaction =>
  call(api, 'delivery.expire', unit);

// --- What is stored -----------------------------------------------------------------------------

/** Everything that the chain keeps of one account's cash, in millionths. */
export interface CashAccount {
  free: bigint;
  debt: bigint;
  held: bigint;
}

/** An account's cash; zeros where it has none. */
export async function cashOf(api: ApiPromise, who: string): Promise<CashAccount> {
  interface Stored {
    free: bigint;
    debt: bigint;
    holds: { amount: bigint }[];
  }
  const { free, debt, holds } = plain(await api.query.cash.accounts(who)) as Stored;
  return { free, debt, held: holds.reduce((sum, { amount }) => sum + amount, 0n) };
}

/** Where an operator's units of a series are, and what is held for them. */
export interface UnitRecord {
  supply: number;
  own: number;
  ownInOrders: number;
  nominated: number;
  settled: number;
  expired: number;
  coverRate: bigint;
  bondRate: bigint;
  coverHeld: bigint;
  bondHeld: bigint;
}

export async function unitOf(
  api: ApiPromise,
  { operator, series }: Unit,
): Promise<UnitRecord | null> {
  return plain(await api.query.capacity.units(operator, series)) as UnitRecord | null;
}

/** What an account owns of another's units. */
export interface Holding {
  free: number;
  inOrders: number;
}

export async function holdingOf(api: ApiPromise, who: string, unit: Unit): Promise<Holding> {
  return plain(await api.query.capacity.holdings(who, unit)) as Holding;
}

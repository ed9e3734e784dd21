// Forward agreements' calls and records, as TypeScript sees them.

import type { Series } from './calendar.ts';
import { type ApiPromise, call, type Transaction } from './chain.ts';
import type { Unit } from './exchange.ts';

export type ForwardSide = 'Buyer' | 'Seller';

/** What two parties agree on. */
export interface Terms {
  series: Series;
  quantity: number;
  /** Millionths of cash per unit and hour. */
  price: bigint;
  settlement: 'Cash' | 'Physical';
  /** Thousandths of the notional. */
  initial: number;
  maintenance: number;
  /** Milliseconds. */
  callWindow: number;
  /** Thousandths of the notional. */
  penalty: number;
  /** Hours. */
  wait: number;
  leastHours: number;
  instalments: boolean;
}

/** One of the two. */
export interface Party {
  account: string;
  margin: bigint;
  paidIn: bigint;
  call: { level: bigint; deadline: bigint } | null;
}

export interface Agreement {
  terms: Terms;
  index: number;
  /** Units that are not settled. */
  quantity: number;
  /** Who failed to deliver, or to pay for, what is left. */
  fault: ForwardSide | null;
  /** Whether units can still be delivered. */
  deliverable: boolean;
  committed: { operator: string; quantity: number }[];
  buyer: Party;
  seller: Party;
  /** From the seller's margin to the buyer's, in millionths. */
  moved: bigint;
  /** Hours and prices. */
  marks: [number, bigint][];
}

export const offer = (
  api: ApiPromise,
  terms: Terms,
  side: ForwardSide,
  counterparty: string | null,
  validUntil: number,
): Transaction => call(api, 'forward.offer', terms, side, counterparty, validUntil);

export const acceptOffer = (api: ApiPromise, id: bigint): Transaction =>
  call(api, 'forward.accept', id);

export const mark = (api: ApiPromise, id: bigint): Transaction => call(api, 'forward.mark', id);

export const callMargin = (api: ApiPromise, id: bigint): Transaction =>
  call(api, 'forward.callMargin', id);

export const topUp = (api: ApiPromise, id: bigint, amount: bigint): Transaction =>
  call(api, 'forward.topUp', id, amount);

export const withdrawExcess = (api: ApiPromise, id: bigint, amount: bigint): Transaction =>
  call(api, 'forward.withdrawExcess', id, amount);

export const closeOut = (api: ApiPromise, id: bigint): Transaction =>
  call(api, 'forward.closeOut', id);

/** The seller puts in units, to be delivered. */
export const commitUnits = (
  api: ApiPromise,
  id: bigint,
  unit: Unit,
  quantity: number,
): Transaction => call(api, 'forward.commit', id, unit, quantity);

/** The buyer says where it wants delivery. */
export const instruct = (api: ApiPromise, id: bigint, instructions: string | null): Transaction =>
  call(api, 'forward.instruct', id, instructions);

export const settleForward = (api: ApiPromise, id: bigint): Transaction =>
  call(api, 'forward.settle', id);

// The index's calls and records, as TypeScript sees them.

import { type ApiPromise, call, type Transaction } from './chain.ts';

/** How a value came about, the best first. */
export type Rung = 'Hour' | 'Day' | 'Last' | 'Suspended';

/** An hour's value of an index. */
export interface Value {
  /** Millionths of cash per unit and hour; 0 where suspended. */
  price: bigint;
  rung: Rung;
  method: number;
  /** Its inputs said more, or less. */
  limited: boolean;
  /** Effective number, in thousandths. */
  contributors: number;
  /** Units. */
  quantity: bigint;
  inputs: string;
  /** All prices up to this one together. */
  sum: bigint;
  /** Hours up to this one without a price. */
  missing: number;
}

/** One index of a market in a basket. */
export interface Component {
  index: number;
  /** Thousandths; those of a basket are 1,000 together. */
  weight: number;
}

/** What an index is of. */
export type Definition = { Market: { product: number; zone: number } } | { Basket: Component[] };

/** An index, and where it stands. */
export interface Index {
  definition: Definition;
  first: number;
  /** The next hour to close. */
  next: number;
  retired: boolean;
}

/** What a value is made of. */
export interface Input {
  price: bigint;
  quantity: number;
  source:
    | { Trade: { issuer: string; buyer: string; seller: string } }
    | { Report: { reporter: string; digest: string } };
}

/** Begins the index of a market. */
export const createIndex = (api: ApiPromise, product: number, zone: number): Transaction =>
  call(api, 'index.createIndex', { Market: { product, zone } });

/** Begins a fixed weighted mean of indexes of markets. */
export const createBasket = (api: ApiPromise, components: readonly Component[]): Transaction =>
  call(api, 'index.createIndex', { Basket: components });

/** Puts `bond` millionths of cash on hold, on top of what is there. */
export const registerReporter = (api: ApiPromise, bond: bigint): Transaction =>
  call(api, 'index.registerReporter', bond);

/** Reports a trade for an hour, counted since 1970. */
export const observe = (
  api: ApiPromise,
  index: number,
  hour: number,
  price: bigint,
  quantity: number,
  digest: string,
): Transaction => call(api, 'index.observe', index, hour, price, quantity, digest);

/** Gives the next hour of an index its value. */
export const closeHour = (api: ApiPromise, index: number): Transaction =>
  call(api, 'index.closeHour', index);

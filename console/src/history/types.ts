// What history's HTTP API tells, with amounts as bigint.

import type { Side, TimeInForce } from '@headroom/js';

export interface Status {
  genesis: string;
  best: { number: number; hash: string; time: number };
  final: number;
  node: number | null;
  behind: number;
  version: string;
}

export interface Ticker {
  /** "0/1/2027-03" */
  series: string;
  last: bigint;
  open: bigint;
  high: bigint;
  low: bigint;
  /** Units in 24 hours. */
  volume: number;
  /** Cash in 24 hours. */
  value: bigint;
  trades: number;
  /** Of the last trade. */
  time: number;
}

export const SPANS = [60, 300, 900, 3_600, 14_400, 86_400] as const;
/** Seconds. */
export type CandleSpan = (typeof SPANS)[number];

export interface Candle {
  /** When it starts, in Unix milliseconds. */
  time: number;
  open: bigint;
  high: bigint;
  low: bigint;
  close: bigint;
  volume: number;
  value: bigint;
  trades: number;
}

export interface Trade {
  block: number;
  event: number;
  time: number;
  series: string;
  price: bigint;
  quantity: number;
  value: bigint;
  buyer: string;
  seller: string;
  operator: string;
  takerBids: boolean;
  maker: number;
  taker: number;
  buyerFee: bigint;
  sellerFee: bigint;
}

export interface PastOrder {
  series: string;
  seq: number;
  side: Side;
  price: bigint;
  quantity: number;
  left: number;
  filled: number;
  state: 'open' | 'filled' | 'cancelled';
  reason: string | null;
  timeInForce: TimeInForce;
  time: number;
  block: number;
}

export interface Activity {
  block: number;
  event: number;
  time: number;
  /** Such as "spot.Filled". */
  name: string;
  /** Plain, under the names of the metadata: `maker_left`. */
  fields: Record<string, unknown>;
}

export interface EndedAgreement {
  id: string;
  buyer: string;
  seller: string;
  terms: Record<string, unknown>;
  outcome: string;
  price: bigint | null;
  gain: bigint;
  debt: bigint;
  time: number;
}

/** A page of a list, newest first, and where the next one begins. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

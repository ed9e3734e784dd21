// The market's constants that the page reckons with.

import { spanOf, type Period } from '@headroom/js';
import { computed } from '@preact/signals';
import { chain } from './connection.ts';

export interface MarketRules {
  /** Basis points of the value. */
  makerFee: bigint;
  takerFee: bigint;
  maxFills: number;
  maxOrders: number;
  /** Millionths of cash. */
  minOrderValue: bigint;
  /** Milliseconds before a period begins at which nominations close. */
  gateLead: number;
  /** Milliseconds before that at which trading stops. */
  tradingStop: number;
}

/** Null until there is a connection. */
export const rules = computed<MarketRules | null>(() => {
  const from = chain.value;
  if (from === null) return null;
  const spot = (name: string) => from.constant(`spot.${name}`);
  return {
    makerFee: spot('makerFee'),
    takerFee: spot('takerFee'),
    maxFills: Number(spot('maxFills')),
    maxOrders: Number(spot('maxOrders')),
    minOrderValue: spot('minOrderValue'),
    gateLead: Number(spot('gateLead')),
    tradingStop: Number(spot('tradingStop')),
  };
});

/** When trading of a period stops, in Unix milliseconds. */
export const stopOf = (period: Period, { gateLead, tradingStop }: MarketRules): number =>
  spanOf(period).start - gateLead - tradingStop;

/** When nominations of a period close. */
export const gateOf = (period: Period, { gateLead }: MarketRules): number =>
  spanOf(period).start - gateLead;

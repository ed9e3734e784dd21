// What is typed into the form of an offer, as terms.

import { parseAmount, parseCount } from '../../calc/amount.ts';
import type { Terms } from '../../calc/forward.ts';
import { parsePeriod } from '../../calc/period.ts';
import { productOf } from '../../chain/catalogue.ts';

const HOUR = 3_600_000;

export interface Typed {
  market: string;
  period: string;
  quantity: string;
  price: string;
  initial: string;
  maintenance: string;
  penalty: string;
  callWindow: string;
  wait: string;
  leastHours: string;
  valid: string;
}

/** The terms that are typed; null where something is missing or no number. */
export function termsOf(typed: Typed, settlement: Terms['settlement'], instalments: boolean) {
  const [product, zone] = typed.market.split('/').map(Number);
  const period = parsePeriod(typed.period);
  const price = parseAmount(typed.price);
  const [quantity, initial, maintenance, penalty, callHours, wait, leastHours] = (
    ['quantity', 'initial', 'maintenance', 'penalty', 'callWindow', 'wait', 'leastHours'] as const
  ).map((name) => parseCount(typed[name]));
  if (
    period === null ||
    price === null ||
    quantity === null ||
    initial === null ||
    maintenance === null ||
    penalty === null ||
    callHours === null ||
    wait === null ||
    leastHours === null
  ) {
    return null;
  }
  const terms: Terms = {
    series: { product, zone, period },
    quantity,
    price,
    settlement,
    initial,
    maintenance,
    callWindow: BigInt(callHours * HOUR),
    penalty,
    wait,
    leastHours,
    instalments,
  };
  return terms;
}

/** Four fifths of the hours: what is asked for unless somebody wants it otherwise. */
export const leastOf = (hours: number): number => Math.max(Math.floor(hours * 0.8), 1);

export const onTick = (price: bigint, product: number): bigint => {
  const tick = productOf(product)?.tick ?? 1n;
  return (price / tick) * tick;
};

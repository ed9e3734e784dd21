// What capacity of a period is worth to a settlement, as pallets/index tells pallets/delivery.

import { hoursOf, type Series, spanOf } from '@headroom/js';
import type { Chain } from './chain.ts';

const HOUR = 3_600_000;

interface Average {
  price: bigint;
  missing: number;
}

/**
 * The index's average over the hours of the period so far, where none of them is missing; else the
 * market's reference price.
 */
export async function worthOf(chain: Chain, { product, zone, period }: Series): Promise<bigint> {
  const market = await chain.read<{ reference: bigint; index: number | null } | null>(
    'capacity.markets',
    product,
    zone,
  );
  if (market === null) return 0n;
  const { reference, index } = market;
  if (index === null) return reference;
  const record = await chain.read<{ first: number; next: number } | null>('index.indexes', index);
  const from = spanOf(period).start / HOUR;
  if (record === null || from < record.first) return reference;
  const to = Math.min(Math.max(record.next, from), from + hoursOf(period));
  const average = await chain.ask<Average | null>('indexApi.average', index, from, to);
  return average !== null && average.missing === 0 ? average.price : reference;
}

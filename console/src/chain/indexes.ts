// The indexes of what capacity is worth, and reading what changes with each hour that is closed.

import type { Definition, Value } from '@headroom/js';
import { t } from '../text/index.ts';
import { productOf, zoneOf } from './catalogue.ts';
import type { Chain } from './chain.ts';
import type { Live } from './live.ts';
import { useTold } from './told.ts';

export interface IndexRecord {
  id: number;
  definition: Definition;
  /** Its first hour, since 1970. */
  first: number;
  /** The next hour to close. */
  next: number;
  retired: boolean;
}

/** What an average says; no value by itself where hours are missing. */
export interface Average {
  price: bigint;
  hours: number;
  missing: number;
}

/** The last hour that is closed, and its value. */
export type Closed = [hour: number, value: Value];

/** Reads now, and again whenever an index has closed an hour: at no set moment of the next ones. */
export const useClosed = <T>(
  read: (chain: Chain) => Promise<T>,
  keys: readonly unknown[],
): Live<T> => useTold(read, keys, /^index\./);

/** Every index, in order of their numbers. */
export const readIndexes = async (from: Chain): Promise<IndexRecord[]> => {
  const all = await from.entries<[number], Omit<IndexRecord, 'id'>>('index.indexes');
  return all
    .map(([[id], { definition, first, next, retired }]) => ({
      id,
      definition,
      first,
      next,
      retired,
    }))
    .sort((one, two) => one.id - two.id);
};

/** "h100-sxm / cn-nx", "Basket 6". */
export function indexName(id: number, definition: Definition): string {
  if ('Basket' in definition) return t('index.basket', { id });
  const { product, zone } = definition.Market;
  return `${productOf(product)?.name ?? `#${product}`} / ${zoneOf(zone)?.name ?? `#${zone}`}`;
}

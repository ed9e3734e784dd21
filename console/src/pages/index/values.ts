// An index's values, page by page. What is long closed never changes and is read once.

import type { Chain } from '../../chain/chain.ts';
import type { Valued } from '../../calc/index-value.ts';

/** Most that the chain gives at once. */
const PAGE = 168;
/** Hours after which no fork is going to bring another value. */
const SETTLED = 24;
/** Pages kept: two quarters of a handful of indexes. */
const KEPT = 200;

const pages = new Map<string, Valued[]>();

/** Values of the hours from `from` up to `to`, of which `next` is the first that is not closed. */
export async function readValues(
  chain: Chain,
  index: number,
  { from, to, next }: { from: number; to: number; next: number },
): Promise<Valued[]> {
  const first = Math.floor(from / PAGE);
  const count = Math.ceil(to / PAGE) - first;
  const found = await Promise.all(
    Array.from({ length: Math.max(0, count) }, (_, n) => readPage(chain, index, first + n, next)),
  );
  return found.flat().filter(([hour]) => hour >= from && hour < to);
}

async function readPage(
  chain: Chain,
  index: number,
  page: number,
  next: number,
): Promise<Valued[]> {
  const key = `${chain.genesis}/${index}/${page}`;
  const kept = pages.get(key);
  if (kept !== undefined) return kept;
  const values = await chain.ask<Valued[]>('indexApi.history', index, page * PAGE, PAGE);
  if ((page + 1) * PAGE + SETTLED <= next) {
    if (pages.size >= KEPT) pages.delete(pages.keys().next().value!);
    pages.set(key, values);
  }
  return values;
}

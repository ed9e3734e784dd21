// What the page reads: books, last trades, the indexes' last values, and what is fixed ahead.

import type { Agreement } from '@headroom/js';
import { useMemo } from 'preact/hooks';
import { type Measure, type Pillar, pillars } from '../../calc/curve.ts';
import { writeSeries } from '../../calc/period.ts';
import { useBooks } from '../../chain/books.ts';
import { catalogue } from '../../chain/catalogue.ts';
import type { Chain } from '../../chain/chain.ts';
import { hour } from '../../chain/head.ts';
import { type Closed, useClosed } from '../../chain/indexes.ts';
import { useLive } from '../../chain/live.ts';
import { tickers } from '../../history/client.ts';
import { useHistory } from '../../history/live.ts';

const HOUR = 3_600_000;
/** How often last trades are asked for: books say within a moment that something has happened. */
const EVERY = 5_000;

/** Pillars of every product and zone; null until the books are known. */
export function usePillars(measure: Measure): Pillar[] | null {
  const books = useBooks().value;
  const traded = useHistory(tickers, [], EVERY).value.value;
  const now = hour.value;
  return useMemo(() => {
    if (books === null || now === null) return null;
    const last = new Map((traded ?? []).map(({ series, last }) => [series, last]));
    return pillars(books, last, measure, now * HOUR);
  }, [books, traded, measure, now]);
}

/** The last value of each market's index, by "product/zone". */
export function useIndexValues(): ReadonlyMap<string, Closed> {
  const markets = catalogue.value.markets.filter(({ index }) => index !== null);
  const { value } = useClosed(
    async (from) => {
      const found = await Promise.all(
        markets.map(({ index }) => from.ask<Closed | null>('indexApi.lastValue', index)),
      );
      return markets.map(({ product, zone }, n) => [`${product}/${zone}`, found[n]] as const);
    },
    [markets.map(({ product, zone, index }) => [product, zone, index].join()).join(' ')],
  );
  return useMemo(
    () => new Map((value ?? []).flatMap(([key, one]) => (one === null ? [] : [[key, one]]))),
    [value],
  );
}

/** Units in open agreements, by series. */
export function useFixedAhead(): ReadonlyMap<string, number> {
  const { value } = useLive(readFixedAhead, [], 'hour').value;
  return useMemo(() => new Map(value ?? []), [value]);
}

async function readFixedAhead(from: Chain): Promise<[string, number][]> {
  const units = new Map<string, number>();
  for (let next: bigint | null = 0n; next !== null;) {
    const [page, more]: [[bigint, Agreement][], bigint | null] = await from.ask(
      'forwardApi.agreements',
      null,
      next,
    );
    for (const [, { terms, quantity }] of page) {
      const key = writeSeries(terms.series);
      units.set(key, (units.get(key) ?? 0) + quantity);
    }
    next = more;
  }
  return [...units];
}

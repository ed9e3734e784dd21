// What the page reads: the tallies of each zone, and what history knows of sales.

import { useMemo } from 'preact/hooks';
import { type Cell, cellsOf, type Tally } from '../../calc/heat.ts';
import type { Chain } from '../../chain/chain.ts';
import { useTold } from '../../chain/told.ts';
import { sold } from '../../history/client.ts';
import { useHistory } from '../../history/live.ts';

/** Most hours that the chain tells of at once. */
const PAGE = 168;
/** Milliseconds: units are issued all the time, and nobody looks at a map for a single one. */
const EVERY = 5_000;
const SOLD_EVERY = 15_000;

async function readTallies(
  chain: Chain,
  product: number,
  zone: number,
  { from, count }: { from: number; count: number },
): Promise<Tally[]> {
  const starts = Array.from({ length: Math.ceil(count / PAGE) }, (_, n) => from + n * PAGE);
  const pages = await Promise.all(
    starts.map((start) =>
      chain.ask<Tally[]>(
        'indexApi.capacity',
        product,
        zone,
        start,
        Math.min(PAGE, from + count - start),
      ),
    ),
  );
  return pages.flat();
}

export interface ZoneCells {
  zone: number;
  cells: Cell[];
}

/** The cells of each zone, each of so many hours; null until they are known. */
export function useCells(
  product: number,
  zones: readonly number[],
  span: { from: number; count: number },
  now: number,
  hours: number,
): { rows: ZoneCells[] | null; error: string | null } {
  const { from, count } = span;
  const keys = [product, zones.join(), from, count];
  const { value: tallies, error } = useTold(
    (chain) => Promise.all(zones.map((zone) => readTallies(chain, product, zone, span))),
    keys,
    /^(capacity|delivery)\./,
    EVERY,
  );
  const units = useHistory(
    () => Promise.all(zones.map((zone) => sold(product, zone, from, count))),
    keys,
    SOLD_EVERY,
  ).value.value;
  const rows = useMemo(
    () =>
      tallies === undefined
        ? null
        : zones.map((zone, n) => ({
            zone,
            cells: cellsOf(tallies[n], units?.at(n) ?? null, now, hours),
          })),
    [tallies, units, now, hours, zones],
  );
  return { rows, error };
}

// The best prices of every book, kept up by the events of each block.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Series } from '@headroom/js';
import type { Best } from '../calc/grid.ts';
import { parseSeries, writeSeries } from '../calc/period.ts';
import type { Chain } from './chain.ts';
import { chain, link } from './connection.ts';
import { onBlock } from './head.ts';

interface Book {
  tick: bigint;
  bestBid: number | null;
  bestAsk: number | null;
}

/** Series whose book an event tells of. */
function touched(name: string, fields: Record<string, unknown>): Series | null {
  const of = fields as { id?: { series: Series }; maker?: { series: Series }; series?: Series };
  if (name === 'spot.OrderPlaced' || name === 'spot.OrderCancelled') return of.id?.series ?? null;
  if (name === 'spot.Filled') return of.maker?.series ?? null;
  return name === 'spot.BookClosed' ? (of.series ?? null) : null;
}

const bestOf = (book: Book | null): Best | null => {
  if (book === null || (book.bestBid === null && book.bestAsk === null)) return null;
  const price = (ticks: number | null) => (ticks === null ? null : book.tick * BigInt(ticks));
  return { bid: price(book.bestBid), ask: price(book.bestAsk) };
};

/** Milliseconds between two readings: faster than that nobody reads a grid. */
const PACE = 250;

/**
 * Best prices by series ("0/1/2027-03"), of books that are not empty.
 *
 * A book says its own best prices, so one request reads any number of them, where `spotApi.best`
 * would take a call each. After the first time only those are read that a block has touched.
 */
export function useBooks(): ReadonlySignal<ReadonlyMap<string, Best> | null> {
  const books = useMemo(() => signal<ReadonlyMap<string, Best> | null>(null), []);
  useEffect(() => {
    const keeper = new Keeper((best) => {
      books.value = best;
    });
    return () => {
      keeper.stop();
    };
  }, []);
  return books;
}

class Keeper {
  private best = new Map<string, Best>();
  private readonly stops: (() => void)[];
  private stale = new Set<string>();
  private all = true;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over = false;

  constructor(private readonly tell: (best: ReadonlyMap<string, Best>) => void) {
    this.stops = [
      effect(() => {
        if (chain.value === null || link.value !== 'ready') return;
        this.all = true;
        this.soon(0);
      }),
      onBlock(({ events, gap }) => {
        if (gap) this.all = true;
        for (const { name, fields } of events) {
          const series = touched(name, fields);
          if (series !== null) this.stale.add(writeSeries(series));
        }
        if (this.all || this.stale.size > 0) this.soon(PACE);
      }),
    ];
  }

  stop(): void {
    this.over = true;
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
  }

  private soon(ms: number): void {
    this.timer ??= setTimeout(() => void this.read(), ms);
  }

  private async read(): Promise<void> {
    const from = chain.peek();
    const [all, keys] = [this.all, [...this.stale]];
    this.all = false;
    this.stale = new Set();
    try {
      if (from !== null && all) this.best = await readAll(from);
      else if (from !== null) await this.readSome(from, keys);
      if (!this.over) this.tell(new Map(this.best));
    } catch {
      // The node is away: everything is read again when it is back.
      this.all = true;
    }
    this.timer = undefined;
    if (!this.over && link.peek() === 'ready' && (this.all || this.stale.size > 0)) this.soon(PACE);
  }

  private async readSome(from: Chain, keys: string[]): Promise<void> {
    const series = keys.map((key) => parseSeries(key));
    const found = await from.api.query.spot.books.multi(series);
    found.forEach((book, n) => {
      const best = bestOf(from.js.plain(book) as Book | null);
      if (best === null) this.best.delete(keys[n]);
      else this.best.set(keys[n], best);
    });
  }
}

async function readAll(from: Chain): Promise<Map<string, Best>> {
  const found = await from.entries<[Series], Book>('spot.books');
  return new Map(
    found.flatMap(([[series], book]) => {
      const best = bestOf(book);
      return best === null ? [] : [[writeSeries(series), best] as const];
    }),
  );
}

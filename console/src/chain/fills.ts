// Fills as they happen: what history will tell of a moment later.

import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Fields, Series } from '@headroom/js';
import type { Trade } from '../history/types.ts';
import { writeSeries } from '../calc/period.ts';
import { type Block, onBlock } from './head.ts';

interface Filled {
  maker: { series: Series; seq: bigint };
  taker: { seq: bigint };
  takerBids: boolean;
  operator: string;
  buyer: string;
  seller: string;
  price: bigint;
  quantity: number;
  value: bigint;
  makerFee: bigint;
  takerFee: bigint;
}

/** A fill in the form in which history tells of trades. */
export function tradeOf(fields: Fields, { number, time }: Block, event: number): Trade {
  const filled = fields as unknown as Filled;
  const { maker, taker, takerBids, makerFee, takerFee, ...rest } = filled;
  return {
    ...rest,
    block: number,
    event,
    time,
    series: writeSeries(maker.series),
    takerBids,
    maker: Number(maker.seq),
    taker: Number(taker.seq),
    buyerFee: takerBids ? takerFee : makerFee,
    sellerFee: takerBids ? makerFee : takerFee,
  };
}

/** The fills of a block. */
export function fillsOf(block: Block): Trade[] {
  return block.events.flatMap(({ name, fields }, n) =>
    name === 'spot.Filled' ? [tradeOf(fields, block, n)] : [],
  );
}

export interface Seen {
  /** In order. */
  fills: readonly Trade[];
  /** Counts the times that blocks were skipped or undone: what was seen before may not be so. */
  gaps: number;
}

/** The fills of a series since the component is there. */
export function useFills(series: string): ReadonlySignal<Seen> {
  const seen = useMemo(() => signal<Seen>({ fills: [], gaps: 0 }), [series]);
  useEffect(
    () =>
      onBlock((block) => {
        const fresh = fillsOf(block).filter((trade) => trade.series === series);
        const { fills, gaps } = seen.peek();
        if (block.gap) seen.value = { fills: fresh, gaps: gaps + 1 };
        else if (fresh.length > 0) seen.value = { fills: [...fills, ...fresh], gaps };
      }),
    [series],
  );
  return seen;
}

/** Forgets what history has told of by now. */
export function forgetUpTo(seen: { value: Seen; peek(): Seen }, block: number): void {
  const { fills, gaps } = seen.peek();
  const kept = fills.filter((trade) => trade.block > block);
  if (kept.length < fills.length) seen.value = { fills: kept, gaps };
}

// What the page of a series reads of the chain.

import type { ReadonlySignal } from '@preact/signals';
import type { Series, Unit } from '@headroom/js';
import type { Own } from '../../calc/book.ts';
import type { Level } from '../../calc/order.ts';
import { writeSeries } from '../../calc/period.ts';
import { catalogue } from '../../chain/catalogue.ts';
import type { Chain } from '../../chain/chain.ts';
import { type Live, useLive } from '../../chain/live.ts';
import { me } from '../../sign/accounts.ts';

/** Best first. */
export interface Depth {
  bids: Level[];
  asks: Level[];
}

/** The most levels that the chain tells of. */
const LEVELS = 50;

/** The book of a series, again with each block. */
export function useDepth(series: Series): ReadonlySignal<Live<Depth>> {
  return useLive(
    async (chain) => {
      const [bids, asks] = await chain.ask<[Level[], Level[]]>('spotApi.depth', series, LEVELS);
      return { bids, asks };
    },
    [writeSeries(series)],
  );
}

/** An open order of one's own. */
export interface OpenOrder extends Own {
  seq: bigint;
  /** Whose units an ask sells; null of a bid. */
  operator: string | null;
  /** Basis points. */
  fee: bigint;
  cover: bigint;
  /** When it ends, in Unix milliseconds. */
  until: number | null;
}

/** Units of the series that one can sell. */
export interface Stock {
  operator: string;
  free: number;
  /** What an issuer puts up for each unit and hour; 0 where units are sold on. */
  cover: bigint;
}

export interface Mine {
  who: string;
  cash: { free: bigint; held: bigint; debt: bigint };
  orders: OpenOrder[];
  stock: Stock[];
}

interface StoredOrder {
  seq: bigint;
  ticks: number;
  side: { Bid: null } | { Ask: { operator: string } };
  quantity: number;
  fee: number;
  cover: bigint;
  until: bigint | null;
}

/** What who acts has in this series; null where nobody does. */
export function useMine(series: Series, tick: bigint): ReadonlySignal<Live<Mine | null>> {
  const who = me.value;
  const read = async (chain: Chain): Promise<Mine | null> => {
    if (who === null) return null;
    const [cash, orders, stock] = await Promise.all([
      chain.js.cashOf(chain.api, who),
      chain.read<StoredOrder[]>('spot.orders', who, series),
      stockOf(chain, who, series),
    ]);
    return { who, cash, stock, orders: orders.map((order) => open(order, tick)) };
  };
  return useLive(read, [writeSeries(series), who, tick]);
}

function open(
  { seq, ticks, side, quantity, fee, cover, until }: StoredOrder,
  tick: bigint,
): OpenOrder {
  return {
    seq,
    bids: 'Bid' in side,
    operator: 'Ask' in side ? side.Ask.operator : null,
    price: tick * BigInt(ticks),
    quantity,
    fee: BigInt(fee),
    cover,
    until: until === null ? null : Number(until),
  };
}

/** Units of every operator that one has, and those that one has issued and not sold. */
async function stockOf({ api, js }: Chain, who: string, series: Series): Promise<Stock[]> {
  const units: Unit[] = Object.keys(catalogue.peek().operators)
    .filter((operator) => operator !== who)
    .map((operator) => ({ operator, series }));
  const [held, issued] = await Promise.all([
    api.query.capacity.holdings.multi(units.map((unit) => [who, unit])),
    js.unitOf(api, { operator: who, series }),
  ]);
  const own = { operator: who, free: issued?.own ?? 0, cover: issued?.coverRate ?? 0n };
  const bought = held.map((holding, n) => ({
    operator: units[n].operator,
    free: (js.plain(holding) as { free: number }).free,
    cover: 0n,
  }));
  return [own, ...bought].filter(({ free }) => free > 0);
}

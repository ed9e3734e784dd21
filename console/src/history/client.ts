// history's HTTP API. Where it can't be reached the page shows what the chain alone knows.

import { effect, signal } from '@preact/signals';
import { chain } from '../chain/connection.ts';
import { historyEndpoint } from '../settings.ts';
import { uses } from '../uses.ts';
import type {
  Activity,
  Candle,
  CandleSpan,
  EndedAgreement,
  Page,
  PastOrder,
  Status,
  Ticker,
  Trade,
} from './types.ts';

export type HistoryState =
  /** Not asked yet. */
  | 'unknown'
  | 'ready'
  /** It follows a chain, and is not yet where its node is. */
  | 'behind'
  | 'absent'
  /** It follows another chain than the one that the page is connected to. */
  | 'other';

export const historyState = signal<HistoryState>('unknown');
export const historyStatus = signal<Status | null>(null);

const PATIENCE = 10_000;
const LOOK_EVERY = 5_000;
/** Blocks. */
const BEHIND = 20;

type Query = Record<string, string | number | null | undefined>;

async function get<T>(path: string, query: Query = {}): Promise<T> {
  const url = new URL(path, historyEndpoint.peek().replace(/\/?$/, '/'));
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  }
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  const body: unknown = await response.json();
  if (!response.ok) {
    const said = (body as { error?: unknown } | null)?.error;
    throw new Error(typeof said === 'string' ? said : `${response.status} ${response.statusText}`);
  }
  return body as T;
}

/** Makes bigint of the fields named. */
function amounts<T>(item: object, names: readonly (keyof T)[]): T {
  const read: Record<PropertyKey, unknown> = { ...item };
  for (const name of names) {
    const value = read[name];
    if (typeof value === 'string' || typeof value === 'number') read[name] = BigInt(value);
  }
  return read as T;
}

/** Keeps {@link historyState} true, for as long as the page is open. */
export function start(): void {
  const look = async () => {
    try {
      historyStatus.value = await status();
    } catch {
      historyStatus.value = null;
      historyState.value = 'absent';
    }
  };
  effect(() => {
    const status = historyStatus.value;
    if (status === null) return;
    const other = chain.value !== null && chain.value.genesis !== status.genesis;
    historyState.value = other ? 'other' : status.behind >= BEHIND ? 'behind' : 'ready';
  });
  effect(() => {
    uses(historyEndpoint.value);
    void look();
  });
  setInterval(() => {
    if (!document.hidden) void look();
  }, LOOK_EVERY);
}

// --- What can be asked --------------------------------------------------------------------------

export const status = (): Promise<Status> => get<Status>('status');

const TICKER = ['last', 'open', 'high', 'low', 'value'] as const;
const CANDLE = ['open', 'high', 'low', 'close', 'value'] as const;
const TRADE = ['price', 'value', 'buyerFee', 'sellerFee'] as const;

/** Every series that was traded and is not over. */
export async function tickers(): Promise<Ticker[]> {
  const found = await get<object[]>('tickers');
  return found.map((ticker) => amounts<Ticker>(ticker, TICKER));
}

/** Only candles in which there were trades; at most 1000, the latest. */
export async function candles(
  series: string,
  every: CandleSpan,
  from?: number,
  to?: number,
): Promise<Candle[]> {
  const found = await get<object[]>('candles', { series, every, from, to });
  return found.map((candle) => amounts<Candle>(candle, CANDLE));
}

interface Asked {
  before?: string | null;
  limit?: number;
}

export async function trades(
  asked: Asked & { series?: string; account?: string },
): Promise<Page<Trade>> {
  const { trades, next } = await get<{ trades: object[]; next: string | null }>('trades', {
    ...asked,
  });
  return { items: trades.map((trade) => amounts<Trade>(trade, TRADE)), next };
}

export async function orders(
  account: string,
  asked: Asked & { open?: 1 } = {},
): Promise<Page<PastOrder>> {
  const { orders, next } = await get<{ orders: object[]; next: string | null }>('orders', {
    account,
    ...asked,
  });
  return { items: orders.map((order) => amounts<PastOrder>(order, ['price'])), next };
}

export async function activity(account: string, asked: Asked = {}): Promise<Page<Activity>> {
  const { events, next } = await get<{ events: Activity[]; next: string | null }>('activity', {
    account,
    ...asked,
  });
  return { items: events, next };
}

export async function endedAgreements(
  account: string,
  asked: Asked = {},
): Promise<Page<EndedAgreement>> {
  const { agreements, next } = await get<{ agreements: object[]; next: string | null }>(
    'agreements',
    { account, ...asked },
  );
  return {
    items: agreements.map((one) => amounts<EndedAgreement>(one, ['price', 'gain', 'debt'])),
    next,
  };
}

/** Units outside their issuers' hands in each hour. */
export function sold(
  product: number,
  zone: number,
  from: number,
  count: number,
): Promise<number[]> {
  return get<number[]>('sold', { product, zone, from, count });
}

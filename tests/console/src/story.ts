// What there is to see in the page: series, and orders that stand in their books.

import {
  acceptOffer,
  call,
  cash,
  closeHour,
  createIndex,
  dayOf,
  HOUR,
  hourOf,
  hoursOf,
  issue,
  MINUTE,
  monthOf,
  type Name,
  now,
  observe,
  offer,
  type OrderId,
  type Period,
  placeOrder,
  read,
  registerReporter,
  REPORTERS,
  type Series,
  setTime,
  spanOf,
  type Terms,
  total,
} from '@headroom/js';
import type { Stage } from './stage.ts';

export const GPU = 0;
export const ZONE = 0;
/** As the page writes them. */
export const PRODUCT_NAME = 'h100-sxm';
export const ZONE_NAME = 'cn-nx';

/** A day that is not near: nothing about it ends while a test runs. */
export async function dayAhead(stage: Stage, days = 5): Promise<Series> {
  return { product: GPU, zone: ZONE, period: dayOf(await now(stage.api), days) };
}

/** An hour that trades for a while yet. */
export async function hourAhead(stage: Stage, hours = 5): Promise<Series> {
  return { product: GPU, zone: ZONE, period: hourOf(await now(stage.api), hours) };
}

/** "2027-03-01" or "2027-03-01T14": in the page's addresses. */
export function written(period: Period): string {
  const iso = new Date(spanOf(period).start).toISOString();
  if ('Hour' in period) return iso.slice(0, 13);
  if ('Day' in period) return iso.slice(0, 10);
  if ('Month' in period) return iso.slice(0, 7);
  throw new Error('the tests trade nothing longer');
}

/** "#/series/0/0/2027-03-01" */
export const addressOf = ({ product, zone, period }: Series): string =>
  `#/series/${product}/${zone}/${written(period)}`;

/** An operator makes units and offers them. */
export async function lists(
  stage: Stage,
  operator: Name,
  series: Series,
  ladder: readonly (readonly [price: string, quantity: number])[],
): Promise<void> {
  const { api, who } = stage;
  const all = ladder.reduce((sum, [, quantity]) => sum + quantity, 0);
  await stage.does(operator, issue(api, series, all));
  const side = { Ask: { operator: who[operator].address } };
  for (const [price, quantity] of ladder) {
    await stage.does(operator, placeOrder(api, { series, side, price: cash(price), quantity }));
  }
}

/** Somebody bids; the order's id. */
export async function bids(
  stage: Stage,
  name: Name,
  series: Series,
  price: string,
  quantity: number,
): Promise<OrderId> {
  const order = { series, side: 'Bid', price: cash(price), quantity } as const;
  const receipt = await stage.does(name, placeOrder(stage.api, order));
  return (receipt.all('spot.OrderPlaced')[0] as unknown as { id: OrderId }).id;
}

/**
 * A month is agreed on at the index's price, which then leaps and stays: the seller's margin is short.
 * Gives the agreement's id, and more than a call can ask for.
 */
export async function agreed({ api, does, who }: Stage): Promise<{ id: bigint; level: bigint }> {
  const created = (await does('Alice', createIndex(api, GPU, ZONE))).only('index.IndexCreated');
  const index = created.index as number;
  const { next: first } = await read<{ next: number }>(api, 'index.indexes', index);
  for (const name of REPORTERS) {
    await does(name, registerReporter(api, cash('10,000')));
    const calls = Array.from({ length: 13 }, (_, n) => {
      const digest = `0x${Buffer.from(`${name} ${n}`.padEnd(32)).toString('hex')}`;
      return observe(api, index, first + n, cash(n === 0 ? '2' : '2.2'), 10, digest);
    });
    await does(name, call(api, 'utility.batchAll', calls));
  }
  /** Time goes on until so many hours can be closed, and they are. */
  const close = async (from: number, count: number) => {
    await setTime(api, (from + count) * HOUR + 95 * MINUTE);
    const calls = Array.from({ length: count }, () => closeHour(api, index));
    await does('Bob', call(api, 'utility.batchAll', calls));
  };
  await close(first, 1);

  const period = monthOf(await now(api), 2);
  const terms: Terms = {
    series: { product: GPU, zone: ZONE, period },
    quantity: 10,
    price: cash('2'),
    settlement: 'Cash',
    initial: 100,
    maintenance: 60,
    callWindow: 6 * HOUR,
    penalty: 50,
    wait: 24,
    leastHours: 300,
    instalments: false,
  };
  const until = (await now(api)) + 24 * HOUR;
  const offered = await does('Lumen', offer(api, terms, 'Buyer', who.Helios.address, until));
  const { id } = offered.only('forward.Offered') as { id: bigint };
  await does('Helios', acceptOffer(api, id));
  await close(first + 1, 12);
  return { id, level: total(cash('2.2'), 10, hoursOf(period)) };
}

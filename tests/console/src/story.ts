// What there is to see in the page: series, and orders that stand in their books.

import {
  cash,
  dayOf,
  hourOf,
  issue,
  type Name,
  now,
  type OrderId,
  type Period,
  placeOrder,
  type Series,
  spanOf,
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

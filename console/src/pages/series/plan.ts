// An order as a plan to sign.

import type { Receipt, Series } from '@headroom/js';
import { grouped, showAmount } from '../../calc/amount.ts';
import type { Draft } from '../../calc/order.ts';
import type { Outlook, Part } from '../../calc/ticket.ts';
import type { Product } from '../../chain/catalogue.ts';
import { type CashLine, propose } from '../../sign/action.ts';
import { nameOf } from '../../sign/accounts.ts';
import { has, showTime, t } from '../../text/index.ts';

export const labelOf = ({ name, units }: Part): string =>
  t(`series.part.${name}`, { units: grouped(units) });

interface Order {
  series: Series;
  name: string;
  product: Product;
  draft: Draft;
  outlook: Outlook;
  /** Whose units are sold. */
  operator: string;
}

/** Shows an order, and places it where that is confirmed. Resolves with whether it was placed. */
export async function planOf(order: Order): Promise<boolean> {
  const { series, name, product, draft, outlook, operator } = order;
  const { bids, price, quantity, timeInForce, maxFills } = draft;
  const units = grouped(quantity);
  const cash: CashLine[] = outlook.parts.map((part) => ({
    label: labelOf(part),
    amount: part.amount,
    kind: part.kind,
  }));
  const receipt = await propose({
    title: t(bids ? 'series.buyTitle' : 'series.sellTitle', { units, series: name }),
    facts: [
      [t('series.limit'), showAmount(price, product.decimals)],
      [t('series.timeInForce'), timeText(timeInForce)],
      ...(bids ? [] : [[t('series.operator'), nameOf(operator)] as [string, string]]),
    ],
    cash,
    notes: [
      ...(outlook.met.quantity > 0 ? [t('series.bookMoves')] : []),
      ...(outlook.mayBeCut ? [t('series.mayBeCut')] : []),
    ],
    confirm: t(bids ? 'series.buyUnits' : 'series.sellUnits', { units }),
    call: ({ js, api }) =>
      js.placeOrder(api, {
        series,
        side: bids ? 'Bid' : { Ask: { operator } },
        price,
        quantity,
        timeInForce,
        maxFills,
      }),
    outcome: (done) => outcomeOf(done, quantity, product),
  });
  return receipt !== null;
}

function timeText(timeInForce: Draft['timeInForce']): string {
  if (typeof timeInForce === 'string') return t(`series.tif.${timeInForce}`);
  return t('series.untilTime', { time: showTime(timeInForce.GoodTillTime) });
}

interface Filled {
  quantity: number;
  price: bigint;
  operator: string;
}

/** What became of it: each fill, what was cancelled and why, what rests. */
function outcomeOf(receipt: Receipt, quantity: number, product: Product): string[] {
  const { id } = receipt.only('spot.OrderPlaced') as unknown as { id: { seq: bigint } };
  const fills = receipt.all('spot.Filled') as unknown as Filled[];
  const gone = (
    receipt.all('spot.OrderCancelled') as unknown as {
      id: { seq: bigint };
      quantity: number;
      reason: string;
    }[]
  ).filter((one) => one.id.seq === id.seq);
  const filled = fills.reduce((sum, fill) => sum + fill.quantity, 0);
  const left = quantity - filled - gone.reduce((sum, one) => sum + one.quantity, 0);
  return [
    ...fills.map((fill) =>
      t('series.filled', {
        units: grouped(fill.quantity),
        price: showAmount(fill.price, product.decimals),
        operator: nameOf(fill.operator),
      }),
    ),
    ...gone.map((one) => {
      const reason = `series.reason.${one.reason}`;
      return t('series.gone', {
        units: grouped(one.quantity),
        reason: has(reason) ? t(reason) : one.reason,
      });
    }),
    ...(left > 0 ? [t('series.rest', { units: grouped(left) })] : []),
  ];
}

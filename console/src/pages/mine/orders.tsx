// Open orders, by series: cancelled one by one, or all of a series.

import type { ComponentChildren } from 'preact';
import { hoursOf } from '@headroom/js';
import { grouped } from '../../calc/amount.ts';
import { writeSeries } from '../../calc/period.ts';
import { heldFor } from '../../calc/ticket.ts';
import { marketOf, seriesName } from '../../chain/catalogue.ts';
import type { OpenOrder } from '../../chain/holder.ts';
import { rules as market, stopOf } from '../../chain/rules.ts';
import { hrefOf } from '../../router.ts';
import { nameOf } from '../../sign/accounts.ts';
import { propose } from '../../sign/action.ts';
import { showTime, t } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Act } from '../../ui/items.tsx';
import { Money, Price } from '../../ui/money.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { Scene } from './data.ts';

/** Most of them that one call cancels, and that an account can have in a series. */
const ALL = 32;

/** What is on hold for it. */
const heldBy = (order: OpenOrder): bigint =>
  heldFor({ ...order, bids: order.side === 'Bid' }, hoursOf(order.series.period));

const sum = (orders: readonly OpenOrder[]) =>
  orders.reduce((all, order) => all + heldBy(order), 0n);

export function Orders({ scene, orders }: { scene: Scene; orders: OpenOrder[] }) {
  const bySeries = new Map<string, OpenOrder[]>();
  for (const order of orders) {
    const key = writeSeries(order.series);
    bySeries.set(key, [...(bySeries.get(key) ?? []), order]);
  }
  const first = new Set([...bySeries.values()].map(([order]) => order));
  const { who } = scene;
  const columns: Column<OpenOrder>[] = [
    {
      title: t('acting.series'),
      cell: (order) => (
        <a href={hrefOf('series', writeSeries(order.series))}>{seriesName(order.series)}</a>
      ),
    },
    { title: t('mine.side'), cell: sideOf },
    {
      title: t('mine.price'),
      right: true,
      cell: ({ price, series }) => <Price price={price} product={series.product} />,
    },
    {
      title: t('mine.toReference'),
      right: true,
      wideOnly: true,
      cell: ({ series }) => (
        <Price price={marketOf(series.product, series.zone)?.reference} product={series.product} />
      ),
    },
    { title: t('acting.quantity'), right: true, cell: ({ quantity }) => grouped(quantity) },
    { title: t('mine.held'), right: true, cell: (order) => <Money amount={heldBy(order)} /> },
    { title: t('mine.until'), cell: (order) => untilOf(order, scene.at.now) },
    {
      title: '',
      right: true,
      cell: (order) => {
        const same = bySeries.get(writeSeries(order.series)) ?? [];
        return (
          <span class="row acts">
            {first.has(order) && same.length > 1 && (
              <Act
                onClick={() => {
                  cancelAll(same);
                }}
              >
                {t('mine.cancelAll', { n: same.length })}
              </Act>
            )}
            <Act
              label={t('mine.cancelTitle', { series: seriesName(order.series) })}
              onClick={() => {
                cancel(who, order);
              }}
            >
              {t('mine.cancel')}
            </Act>
          </span>
        );
      },
    },
  ];
  return (
    <Table
      label={t('mine.orders')}
      columns={columns}
      rows={orders}
      rowKey={({ series, seq }) => `${writeSeries(series)} ${seq}`}
      none={t('mine.noOrders')}
    />
  );
}

function sideOf({ side }: OpenOrder): ComponentChildren {
  if (side === 'Bid') return <span class="up">{t('mine.bid')}</span>;
  return (
    <span class="down" title={nameOf(side.Ask.operator)}>
      {t('mine.ask')}
    </span>
  );
}

/** Nothing of it fills from then on. */
function untilOf({ series, until }: OpenOrder, now: number): ComponentChildren {
  const stop = market.value === null ? null : stopOf(series.period, market.value);
  const end = until ?? stop;
  if (end === null) return '';
  if (stop !== null && now >= stop) return <span class="warn">{t('mine.stopped')}</span>;
  if (now >= end) return <span class="warn">{t('mine.expired')}</span>;
  return <Deadline at={end} />;
}

function cancel(owner: string, order: OpenOrder): void {
  const { series, seq, side, quantity, until } = order;
  const held = heldBy(order);
  void propose({
    title: t('mine.cancelTitle', { series: seriesName(series) }),
    facts: [
      [t('mine.side'), t(side === 'Bid' ? 'mine.bid' : 'mine.ask')],
      [t('acting.quantity'), grouped(quantity)],
      ...(until === null ? [] : [[t('mine.until'), `${showTime(until)} UTC`] as [string, string]]),
    ],
    cash: [{ label: t('mine.freed'), amount: held, kind: 'free' }],
    confirm: t('mine.cancelOrder'),
    call: ({ js, api }) => js.cancelOrder(api, { owner, series, seq }),
  });
}

function cancelAll(orders: readonly OpenOrder[]): void {
  const [{ series }] = orders;
  void propose({
    title: t('mine.cancelAllTitle', { n: orders.length, series: seriesName(series) }),
    cash: [{ label: t('mine.freed'), amount: sum(orders), kind: 'free' }],
    confirm: t('mine.cancelAll', { n: orders.length }),
    call: ({ js, api }) => js.call(api, 'spot.cancelOrders', series, ALL),
    outcome: (receipt) => [t('mine.cancelled', { n: receipt.all('spot.OrderCancelled').length })],
  });
}

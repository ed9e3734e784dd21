// One's own open orders in the series.

import type { ReadonlySignal } from '@preact/signals';
import type { Series } from '@headroom/js';
import { grouped } from '../../calc/amount.ts';
import { heldFor } from '../../calc/ticket.ts';
import { seriesName } from '../../chain/catalogue.ts';
import type { Live } from '../../chain/live.ts';
import { propose } from '../../sign/action.ts';
import { me, nameOf } from '../../sign/accounts.ts';
import { showTime, t } from '../../text/index.ts';
import { Price } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { Mine, OpenOrder } from './reads.ts';

interface Props {
  series: Series;
  hours: number;
  mine: ReadonlySignal<Live<Mine | null>>;
}

/** The most that one call cancels, and that there may be. */
const ALL = 32;

export function OwnOrders({ series, hours, mine }: Props) {
  const found = mine.value.value;
  const orders = found?.orders ?? [];
  const name = seriesName(series);

  const freed = (some: OpenOrder[]) => {
    const amount = some.reduce((sum, order) => sum + heldFor(order, hours), 0n);
    return amount === 0n ? [] : [{ label: t('series.freed'), amount, kind: 'free' as const }];
  };
  const units = (some: OpenOrder[]) => some.reduce((sum, { quantity }) => sum + quantity, 0);
  const cancel = (order: OpenOrder) => () =>
    void propose({
      title: t('series.cancelTitle', { units: order.quantity, series: name }),
      facts: [[t('series.side'), t(order.bids ? 'series.buy' : 'series.sell')]],
      cash: freed([order]),
      notes: order.bids ? [] : [t('series.unitsBack', { units: grouped(order.quantity) })],
      confirm: t('series.cancelOrder'),
      call: ({ js, api }) => js.cancelOrder(api, { owner: found!.who, series, seq: order.seq }),
      outcome: (receipt) =>
        receipt
          .all('spot.OrderCancelled')
          .map(({ quantity }) => t('series.cancelled', { units: grouped(Number(quantity)) })),
    });
  const cancelAll = () =>
    void propose({
      title: t('series.cancelAllTitle', { count: orders.length, series: name }),
      facts: [[t('series.units'), grouped(units(orders))]],
      cash: freed(orders),
      confirm: t('series.cancelAll'),
      call: ({ js, api }) => js.call(api, 'spot.cancelOrders', series, ALL),
    });

  const columns: Column<OpenOrder>[] = [
    {
      title: t('series.side'),
      cell: ({ bids, operator }) => (
        <span class={bids ? 'up' : 'down'}>
          {t(bids ? 'series.buy' : 'series.sell')}
          {operator !== null && operator !== me.value && (
            <small class="dim"> {nameOf(operator)}</small>
          )}
        </span>
      ),
    },
    {
      title: t('series.price'),
      right: true,
      cell: ({ price }) => <Price price={price} product={series.product} />,
    },
    { title: t('series.units'), right: true, cell: ({ quantity }) => grouped(quantity) },
    {
      title: t('series.until'),
      wideOnly: true,
      cell: ({ until }) => (until === null ? t('series.untilStop') : showTime(until)),
    },
    {
      title: <span class="hidden">{t('series.cancelOrder')}</span>,
      right: true,
      cell: (order) => (
        <button type="button" class="link" onClick={cancel(order)}>
          {t('ui.cancel')}
        </button>
      ),
    },
  ];
  return (
    <Panel
      class="yours"
      title={t('series.yours')}
      tools={
        orders.length > 1 && (
          <button type="button" class="link" onClick={cancelAll}>
            {t('series.cancelAll')}
          </button>
        )
      }
    >
      <Table
        label={t('series.yours')}
        columns={columns}
        rows={orders}
        rowKey={({ seq }) => String(seq)}
        none={t(me.value === null ? 'action.noAccount' : 'series.noOrders')}
      />
    </Panel>
  );
}

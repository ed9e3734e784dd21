// The last trades: history's, and those that happen.

import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { grouped, showAmount } from '../../calc/amount.ts';
import { merged } from '../../calc/candles.ts';
import type { Seen } from '../../chain/fills.ts';
import { trades } from '../../history/client.ts';
import { useHistory } from '../../history/live.ts';
import type { Trade } from '../../history/types.ts';
import { nameOf } from '../../sign/accounts.ts';
import { showClock, showTime, t } from '../../text/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';

const SHOWN = 40;

interface Props {
  series: string;
  decimals: number;
  seen: ReadonlySignal<Seen>;
}

export function Trades({ series, decimals, seen }: Props) {
  const { fills, gaps } = seen.value;
  const told = useHistory(() => trades({ series, limit: SHOWN }), [series, gaps]);
  const all = useMemo(
    () => merged(told.value.value?.items ?? [], fills, SHOWN),
    [told.value, fills],
  );
  const columns: Column<Trade>[] = [
    {
      title: t('series.time'),
      cell: ({ time }) => (
        <time class="num" title={showTime(time)}>
          {showClock(time)}
        </time>
      ),
    },
    {
      title: t('series.price'),
      right: true,
      cell: ({ price, takerBids }) => (
        <span class={takerBids ? 'up' : 'down'}>{showAmount(price, decimals)}</span>
      ),
    },
    { title: t('series.units'), right: true, cell: ({ quantity }) => grouped(quantity) },
    {
      title: t('series.parties'),
      cell: ({ seller, buyer }) => (
        <span class="dim">
          {nameOf(seller)} → {nameOf(buyer)}
        </span>
      ),
    },
  ];
  return (
    <Panel title={t('series.trades')} class="trades">
      <Table
        label={t('series.trades')}
        columns={columns}
        rows={all}
        rowKey={({ block, event }) => `${block}-${event}`}
        none={t('series.noTrades')}
      />
    </Panel>
  );
}

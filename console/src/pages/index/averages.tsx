// Averages of the calendar's spans so far: what settles against the index goes by them.

import { HOUR } from '@headroom/js';
import { grouped } from '../../calc/amount.ts';
import { calendarOf } from '../../calc/index-value.ts';
import { type Average, type IndexRecord, useClosed } from '../../chain/indexes.ts';
import { showTime, t } from '../../text/index.ts';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';

interface Row {
  kind: 'back' | 'day' | 'week' | 'month' | 'quarter';
  /** As far as the index goes back. */
  from: number;
  clipped: boolean;
}

export function Averages({ index: { id, first, next } }: { index: IndexRecord }) {
  const rows = [{ kind: 'back' as const, from: next - 24 }, ...calendarOf(next - 1)].map(
    ({ kind, from }): Row => ({ kind, from: Math.max(first, from), clipped: from < first }),
  );
  const { value } = useClosed(
    (chain) =>
      Promise.all(
        rows.map(({ from }) => chain.ask<Average | null>('indexApi.average', id, from, next)),
      ),
    [id, first, next],
  );
  const averageOf = (row: Row) => value?.[rows.indexOf(row)] ?? null;
  return (
    <Panel title={<span title={t('index.averagesHint')}>{t('index.averages')}</span>}>
      <Table
        label={t('index.averages')}
        rows={rows}
        rowKey={({ kind }) => kind}
        columns={[
          {
            title: t('index.period'),
            cell: ({ kind, from, clipped }) => (
              <>
                {t(`index.so.${kind}`)}
                {clipped && (
                  <small class="dim wide-only">
                    {' '}
                    {t('index.clipped', { time: showTime(from * HOUR) })}
                  </small>
                )}
              </>
            ),
          },
          {
            title: t('index.averageOne'),
            right: true,
            cell: (row) => <AveragePrice average={averageOf(row)} />,
          },
          {
            title: t('index.hours'),
            right: true,
            cell: (row) => <span class="num">{grouped(averageOf(row)?.hours ?? 0)}</span>,
          },
          {
            title: t('index.withoutPrice'),
            right: true,
            cell: (row) => {
              const missing = averageOf(row)?.missing ?? 0;
              return <span class={`num${missing > 0 ? ' warn' : ' dim'}`}>{grouped(missing)}</span>;
            },
          },
        ]}
      />
    </Panel>
  );
}

/** With hours missing it is no value by itself, and looks so. */
export function AveragePrice({ average }: { average: Average | null }) {
  if (average === null || average.hours === average.missing) return <span class="dim">–</span>;
  return (
    <span class={average.missing > 0 ? 'warn' : ''}>
      <Money amount={average.price} decimals={6} />
    </span>
  );
}

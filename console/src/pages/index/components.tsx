// What a basket's value is made of in an hour: its components' values.

import type { Component } from '@headroom/js';
import { basketOf, hasPrice, type Valued } from '../../calc/index-value.ts';
import { showAmount } from '../../calc/amount.ts';
import { indexName, type IndexRecord } from '../../chain/indexes.ts';
import { useLive } from '../../chain/live.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Money } from '../../ui/money.tsx';
import { Facts, Loading, Notice } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { MarkName } from './marks.tsx';

interface Props {
  components: readonly Component[];
  all: readonly IndexRecord[];
  hour: number;
  value: Valued[1];
}

export function Components({ components, all, hour, value }: Props) {
  const found = useLive(
    (from) =>
      Promise.all(
        components.map(async ({ index, weight }) => {
          const [first] = await from.ask<Valued[]>('indexApi.history', index, hour, 1);
          // Of a component that closes no more hours the chain gives none, or a later one.
          const of = (first as Valued | undefined)?.[0] === hour ? first[1] : null;
          return { index, weight, of };
        }),
      ),
    [components.map(({ index, weight }) => `${index} ${weight}`).join(), hour],
    'once',
  ).value;
  if (found.error !== null && found.value === undefined) return <Notice bad>{found.error}</Notice>;
  if (found.value === undefined) return <Loading />;
  const rows = found.value;
  const mean = basketOf(rows.map(({ weight, of }) => ({ weight, price: of?.price ?? 0n })));
  const nameOf = (index: number): string => {
    const record = all.find(({ id }) => id === index);
    return record === undefined ? `#${index}` : indexName(index, record.definition);
  };
  return (
    <>
      <Table
        label={t('index.components')}
        rows={rows}
        rowKey={({ index }) => index}
        columns={[
          {
            title: t('index.component'),
            cell: ({ index }) => (
              <a href={hrefOf('index', String(index), { hour: String(hour) })}>{nameOf(index)}</a>
            ),
          },
          {
            title: t('index.part'),
            right: true,
            cell: ({ weight }) => <span class="num">{(weight / 10).toFixed(1)} %</span>,
          },
          {
            title: t('index.price'),
            right: true,
            cell: ({ of }) =>
              of !== null && hasPrice(of) ? (
                <Money amount={of.price} decimals={6} />
              ) : (
                <span class="dim">{t('index.noPrice')}</span>
              ),
          },
          {
            title: t('index.rung'),
            cell: ({ of }) => (
              <>
                <MarkName mark={of?.rung ?? 'Suspended'} />
                {of?.limited && <MarkName mark="Limited" />}
              </>
            ),
          },
          {
            title: t('index.adds'),
            right: true,
            cell: ({ weight, of }) => (
              <Money
                amount={of === null ? null : (BigInt(weight) * of.price) / 1_000n}
                decimals={6}
              />
            ),
          },
        ]}
      />
      {mean !== null && (
        <div class="body">
          <Facts
            facts={[
              [
                t('index.basketMean'),
                <>
                  <Money amount={mean} decimals={6} />{' '}
                  <small class={mean === value.price ? 'up' : 'down'}>
                    {mean === value.price
                      ? t('index.same')
                      : t('index.differs', { price: showAmount(value.price, 6) })}
                  </small>
                </>,
              ],
            ]}
          />
        </div>
      )}
    </>
  );
}

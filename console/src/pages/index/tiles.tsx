// What an index says, in a few figures.

import { HOUR } from '@headroom/js';
import type { ComponentChildren } from 'preact';
import { grouped } from '../../calc/amount.ts';
import { hasPrice, type Summary, type Valued } from '../../calc/index-value.ts';
import { type Average, type IndexRecord, useClosed } from '../../chain/indexes.ts';
import { showTime, t } from '../../text/index.ts';
import { Change, Money } from '../../ui/money.tsx';
import { AveragePrice } from './averages.tsx';
import { MarkName } from './marks.tsx';

interface Props {
  index: IndexRecord;
  from: number;
  to: number;
  summary: Summary;
}

export function Tiles({ index: { id, next }, from, to, summary }: Props) {
  const { value } = useClosed(
    async (chain) => {
      const [last, average] = await Promise.all([
        // A day and an hour: the last value and the one that it is compared with.
        chain.ask<Valued[]>('indexApi.history', id, next - 25, 25),
        chain.ask<Average | null>('indexApi.average', id, from, to),
      ]);
      return { last, average };
    },
    [id, next, from, to],
  );
  const last = value?.last.at(-1);
  const before = value?.last.find(([hour]) => hour === next - 25);
  return (
    <div class="index-tiles">
      <Tile title={t('index.last')} below={last && showTime(last[0] * HOUR)}>
        {last === undefined ? (
          '–'
        ) : hasPrice(last[1]) ? (
          <Money amount={last[1].price} decimals={6} />
        ) : (
          t('index.noPrice')
        )}
      </Tile>
      <Tile
        title={t('index.rung')}
        below={last && `${t('index.contributors')} ${(last[1].contributors / 1_000).toFixed(1)}`}
      >
        {last === undefined ? '–' : <MarkName mark={last[1].rung} />}
      </Tile>
      <Tile
        title={t('index.change')}
        below={
          before !== undefined && hasPrice(before[1]) ? (
            <Money amount={before[1].price} decimals={6} />
          ) : (
            '–'
          )
        }
      >
        {last !== undefined && before !== undefined && hasPrice(last[1]) ? (
          <Change from={before[1].price} to={last[1].price} />
        ) : (
          '–'
        )}
      </Tile>
      <Tile title={t('index.average')} below={<Missing average={value?.average ?? null} />}>
        <AveragePrice average={value?.average ?? null} />
      </Tile>
      <Tile title={t('index.range')} below={<Money amount={summary.high} decimals={6} />}>
        <Money amount={summary.low} decimals={6} />
      </Tile>
    </div>
  );
}

function Missing({ average }: { average: Average | null }) {
  if (average === null) return <>–</>;
  const { hours, missing } = average;
  if (missing === 0) return <>{t('index.averageOf', { hours: grouped(hours) })}</>;
  return (
    <span class="warn">
      {t('index.missing', { missing: grouped(missing), hours: grouped(hours) })}
    </span>
  );
}

interface TileProps {
  title: string;
  below: ComponentChildren;
  children: ComponentChildren;
}

function Tile({ title, below, children }: TileProps) {
  return (
    <dl class="index-tile">
      <dt>{title}</dt>
      <dd>
        <b class="num">{children}</b>
        <small class="dim">{below}</small>
      </dd>
    </dl>
  );
}

// A series: its price over time, its book, its trades, and a ticket to trade it.

import { useSignal } from '@preact/signals';
import { hoursOf, type Series } from '@headroom/js';
import { parseSeries, writeSeries } from '../../calc/period.ts';
import { catalogue, marketOf, productOf } from '../../chain/catalogue.ts';
import { useFills } from '../../chain/fills.ts';
import { rules, stopOf } from '../../chain/rules.ts';
import { SPANS } from '../../history/types.ts';
import { t } from '../../text/index.ts';
import { HistoryNotice, Loading, Notice } from '../../ui/panel.tsx';
import type { PageProps } from '../index.ts';
import { Book } from './book.tsx';
import { Candles } from './candles.tsx';
import { DepthChart } from './depth.tsx';
import { Head } from './head.tsx';
import { OwnOrders } from './own.tsx';
import { useDepth, useMine } from './reads.ts';
import './series.css';
import { type Picked, Ticket } from './ticket.tsx';
import { Trades } from './trades.tsx';

export default function SeriesPage({ parts, query }: PageProps) {
  const series = parseSeries(parts.join('/'));
  if (series === null) return <Notice bad>{t('series.none')}</Notice>;
  const every = SPANS.find((span) => String(span) === query.get('every')) ?? 3_600;
  return <Shown series={series} every={every} sell={query.get('sell')} />;
}

interface ShownProps {
  series: Series;
  every: (typeof SPANS)[number];
  sell: string | null;
}

function Shown({ series, every, sell }: ShownProps) {
  const key = writeSeries(series);
  const product = productOf(series.product);
  const market = marketOf(series.product, series.zone);
  const tick = product?.tick ?? 1n;
  const seen = useFills(key);
  const depth = useDepth(series);
  const mine = useMine(series, tick);
  const picked = useSignal<Picked | null>(null);
  const hours = hoursOf(series.period);

  if (product === undefined || market === undefined) {
    return catalogue.value.products.length === 0 ? (
      <Loading />
    ) : (
      <Notice bad>{t('series.none')}</Notice>
    );
  }
  const { decimals } = product;
  return (
    <>
      <Head series={series} product={product} market={market} seen={seen} />
      <HistoryNotice />
      <div class="series">
        <div class="column charts">
          <Candles series={key} every={every} decimals={decimals} seen={seen} />
          <DepthChart depth={depth} decimals={decimals} />
          <OwnOrders series={series} hours={hours} mine={mine} />
        </div>
        <div class="column">
          <Book depth={depth} mine={mine} decimals={decimals} picked={picked} />
        </div>
        <div class="column">
          {rules.value !== null && (
            <Ticket
              series={series}
              product={product}
              hours={hours}
              rules={{ ...rules.value, tick, lot: product.lot }}
              stop={stopOf(series.period, rules.value)}
              paused={market.paused}
              depth={depth}
              mine={mine}
              picked={picked}
              sell={sell}
            />
          )}
          <Trades series={key} decimals={decimals} seen={seen} />
        </div>
      </div>
    </>
  );
}

// What a series is, and how it stands: above everything else on its page.

import { type ReadonlySignal, useComputed } from '@preact/signals';
import { hoursOf, type Series, showPeriod } from '@headroom/js';
import { grouped } from '../../calc/amount.ts';
import { writePeriod, writeSeries } from '../../calc/period.ts';
import { catalogue, type Market, type Product, zoneOf } from '../../chain/catalogue.ts';
import type { Seen } from '../../chain/fills.ts';
import { head } from '../../chain/head.ts';
import { gateOf, rules, stopOf } from '../../chain/rules.ts';
import { tickers } from '../../history/client.ts';
import { useHistory } from '../../history/live.ts';
import { go, hrefOf } from '../../router.ts';
import { showSpan, showTime, t } from '../../text/index.ts';
import { Choice } from '../../ui/field.tsx';
import { Change, Price } from '../../ui/money.tsx';

/** How often history is asked, in milliseconds. */
const PACE = 5_000;

interface Props {
  series: Series;
  product: Product;
  market: Market;
  seen: ReadonlySignal<Seen>;
}

export function Head({ series, product, market, seen }: Props) {
  const key = writeSeries(series);
  const told = useHistory(
    async () => (await tickers()).find((ticker) => ticker.series === key) ?? null,
    [key],
    PACE,
  );
  const ticker = told.value.value ?? null;
  const last = seen.value.fills.at(-1)?.price ?? ticker?.last ?? null;
  const zones = catalogue.value.markets.filter((one) => one.product === product.id);
  const price = (of: bigint | null | undefined) => <Price price={of} product={product.id} />;
  const stats = [
    [t('series.change'), ticker && last !== null ? <Change from={ticker.open} to={last} /> : '–'],
    [t('series.high'), price(ticker?.high)],
    [t('series.low'), price(ticker?.low)],
    [t('series.volume'), <span class="num">{ticker === null ? '–' : grouped(ticker.volume)}</span>],
    [t('series.reference'), price(market.reference)],
    [t('series.hours'), <span class="num">{grouped(hoursOf(series.period))}</span>],
  ] as const;
  return (
    <div class="series-head">
      <div class="page-head">
        <h1>
          {product.name} <span class="dim">{zoneOf(series.zone)?.name}</span>{' '}
          {showPeriod(series.period)}
        </h1>
        {zones.length > 1 && (
          <Choice
            label={t('series.zone')}
            value={String(series.zone)}
            onValue={(zone) => {
              go(hrefOf('series', `${product.id}/${zone}/${writePeriod(series.period)}`));
            }}
            options={zones.map(({ zone }) => [String(zone), zoneOf(zone)?.name ?? zone] as const)}
          />
        )}
        <span class="grow" />
        <State series={series} paused={market.paused} />
      </div>
      <dl class="stats">
        <div class="last">
          <dt>{t('series.last')}</dt>
          <dd>{price(last)}</dd>
        </div>
        {stats.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Whether it is traded, and for how much longer. */
function State({ series, paused }: { series: Series; paused: boolean }) {
  // By the minute: a block a second would be a new text a second.
  const minute = useComputed(() =>
    head.value === null ? null : Math.floor(head.value.time / 60_000) * 60_000,
  );
  if (rules.value === null || minute.value === null) return null;
  const [stop, gate] = [stopOf(series.period, rules.value), gateOf(series.period, rules.value)];
  if (minute.value >= stop) {
    const over = minute.value >= gate;
    return (
      <span class="warn" title={showTime(over ? gate : stop)}>
        {t(over ? 'series.gateClosed' : 'series.stopped')}
      </span>
    );
  }
  if (paused) return <span class="warn">{t('market.paused')}</span>;
  return (
    <span class="dim" title={showTime(stop)}>
      {t('series.stops', { span: showSpan(stop - minute.value) })}
    </span>
  );
}

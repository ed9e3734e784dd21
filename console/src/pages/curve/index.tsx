// The forward curve: what capacity costs in each period to come, beside what it is worth now.

import { useMemo } from 'preact/hooks';
import type { Measure, Pillar } from '../../calc/curve.ts';
import { catalogue, productOf } from '../../chain/catalogue.ts';
import { hour } from '../../chain/head.ts';
import type { Closed } from '../../chain/indexes.ts';
import type { PageProps } from '../index.ts';
import { go, hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Choice, Select } from '../../ui/field.tsx';
import { HistoryNotice, Loading, Panel } from '../../ui/panel.tsx';
import { useSettled } from '../../ui/settle.ts';
import { Bridge } from './bridge.tsx';
import { CurveChart } from './chart.tsx';
import './curve.css';
import { useFixedAhead, useIndexValues, usePillars } from './data.ts';
import { CurveTable, SpreadTable, zoneName } from './tables.tsx';

export default function CurvePage({ parts, query }: PageProps) {
  const measure: Measure = query.get('price') === 'last' ? 'last' : 'mid';
  const every = usePillars(measure);
  const values = useIndexValues();
  const fixed = useFixedAhead();
  const { products, markets } = catalogue.value;
  const traded = products.filter(({ id }) => markets.some(({ product }) => product === id));
  const product = traded.find(({ id }) => String(id) === parts.at(0))?.id ?? traded.at(0)?.id;
  const zones = useMemo(
    () => markets.filter((market) => market.product === product).map(({ zone }) => zone),
    [markets, product],
  );
  const base = zones.find((zone) => String(zone) === parts.at(1)) ?? zones.at(0);
  const all = useMemo(
    () => every?.filter((pillar) => pillar.product === product) ?? null,
    [every, product],
  );
  const index = useMemo(() => priceByZone(values, product), [values, product]);
  const known = product !== undefined && base !== undefined;
  useSettled('curve', known && parts.length < 2 ? `${product}/${base}` : null, query);
  if (!known) return <Loading />;

  const show = (change: { product?: string; zone?: string; price?: string }) => {
    const { product: what = product, zone = base, ...rest } = change;
    go(hrefOf('curve', `${what}/${zone}`, { ...Object.fromEntries(query), ...rest }));
  };
  return (
    <>
      <div class="page-head curve-head">
        <h1>{t('page.curve')}</h1>
        <Choice
          label={t('curve.product')}
          value={String(product)}
          onValue={(value) => {
            show({ product: value });
          }}
          options={traded.map(({ id, name }) => [String(id), name] as const)}
        />
        <Select
          label={t('curve.zone')}
          value={String(base)}
          onValue={(value) => {
            show({ zone: value });
          }}
          options={zones.map((zone) => [String(zone), zoneName(zone)] as const)}
        />
        <Choice
          label={t('curve.price')}
          value={measure}
          onValue={(value) => {
            show({ price: value });
          }}
          options={[
            ['mid', t('curve.measure.mid')],
            ['last', t('curve.measure.last')],
          ]}
        />
      </div>
      <HistoryNotice />
      <div class="curve-grid">
        <Panel
          class="all"
          title={t('curve.chartTitle', { product: productOf(product)?.name ?? product })}
        >
          <Chart {...{ product, all, zones, base, index }} />
        </Panel>
        <CurveTable {...{ product, base, zones, index, fixed }} all={all ?? []} />
        <SpreadTable {...{ product, base, zones, index, fixed }} all={all ?? []} />
        <Bridge {...{ product, query, values }} zone={base} all={every ?? []} />
      </div>
    </>
  );
}

interface ChartProps {
  product: number;
  all: Pillar[] | null;
  zones: number[];
  base: number;
  index: ReadonlyMap<number, bigint>;
}

function Chart({ all, ...rest }: ChartProps) {
  if (all === null || hour.value === null) return <Loading />;
  if (all.length === 0) return <p class="empty">{t('curve.none')}</p>;
  return (
    <>
      <CurveChart {...rest} all={all} now={hour.value * 3_600_000} />
      <p class="curve-foot">{t('curve.axis')}</p>
    </>
  );
}

function priceByZone(
  values: ReadonlyMap<string, Closed>,
  product: number | undefined,
): ReadonlyMap<number, bigint> {
  return new Map(
    [...values].flatMap(([key, [, { price }]]) => {
      const [what, zone] = key.split('/').map(Number);
      // A suspended index has no price.
      return what === product && price > 0n ? [[zone, price] as const] : [];
    }),
  );
}

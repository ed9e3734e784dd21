// How much capacity there is in each hour and zone, and what became of it.

import { signal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import {
  around,
  compact,
  exact,
  type Measure,
  MEASURES,
  monthOf,
  most,
  percent,
} from '../../calc/heat.ts';
import { shortPeriod, writePeriod } from '../../calc/period.ts';
import { catalogue, productOf } from '../../chain/catalogue.ts';
import { hour } from '../../chain/head.ts';
import { historyState } from '../../history/client.ts';
import type { PageProps } from '../index.ts';
import { go, hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Choice } from '../../ui/field.tsx';
import { HistoryNotice, Loading, Notice, Panel } from '../../ui/panel.tsx';
import { useSettled } from '../../ui/settle.ts';
import './capacity.css';
import { useCells, type ZoneCells } from './data.ts';
import { Details, Totals } from './details.tsx';
import { HeatMap, type Spot } from './grid.tsx';
import { dayName } from './names.ts';

type View = 'hours' | 'days';

export default function CapacityPage({ parts, query }: PageProps) {
  const { products, markets } = catalogue.value;
  const traded = products.filter(({ id }) => markets.some(({ product }) => product === id));
  const product = traded.find(({ id }) => String(id) === parts.at(0))?.id ?? traded.at(0)?.id;
  const now = hour.value;
  useSettled(
    'capacity',
    product !== undefined && parts.length === 0 ? String(product) : null,
    query,
  );
  if (product === undefined || now === null) return <Loading />;
  // Both reach from what is over to what is to come; what is sold only history knows.
  const known = ['absent', 'other'].includes(historyState.value) ? 'issued' : 'sold';
  const measure = MEASURES.find((one) => one === query.get('measure')) ?? known;
  const view: View = query.get('view') === 'days' ? 'days' : 'hours';
  const show = (change: Record<string, string>, of: number | string = product) => {
    go(hrefOf('capacity', String(of), { ...Object.fromEntries(query), ...change }));
  };
  return (
    <>
      <div class="page-head">
        <h1>{t('page.capacity')}</h1>
        <Choice
          label={t('capacity.product')}
          value={String(product)}
          onValue={(value) => {
            show({}, value);
          }}
          options={traded.map(({ id, name }) => [String(id), name] as const)}
        />
        <Choice
          label={t('capacity.view')}
          value={view}
          onValue={(value) => {
            show({ view: value });
          }}
          options={[
            ['hours', t('capacity.view.hours')],
            ['days', t('capacity.view.days')],
          ]}
        />
        <Choice
          label={t('capacity.measure')}
          value={measure}
          onValue={(value) => {
            show({ measure: value });
          }}
          options={MEASURES.map((one) => [one, t(`capacity.measure.${one}`)] as const)}
        />
      </div>
      <HistoryNotice />
      <CapacityMap
        key={view}
        {...{ product, measure, view, now }}
        month={query.get('month')}
        onMonth={(month) => {
          show({ month });
        }}
      />
    </>
  );
}

interface MapProps {
  product: number;
  measure: Measure;
  view: View;
  now: number;
  /** "2026-11"; null: the one that is. */
  month: string | null;
  onMonth: (month: string) => void;
}

function CapacityMap({ product, measure, view, now, month, onMonth }: MapProps) {
  const { markets } = catalogue.value;
  const zones = useMemo(
    () => markets.filter((market) => market.product === product).map(({ zone }) => zone),
    [markets, product],
  );
  const hours = view === 'hours';
  const span = hours ? around(now) : monthOf(month, now);
  const { rows, error } = useCells(product, zones, span, now, hours ? 1 : 24);
  const pointed = useMemo(() => signal<Spot | null>(null), []);
  const [chosen, setChosen] = useState<Spot | null>(null);
  const name = {
    measure: t(`capacity.measure.${measure}`),
    product: productOf(product)?.name ?? product,
  };
  if (rows === null) return error === null ? <Loading /> : <Notice bad>{error}</Notice>;
  return (
    <div class="capacity-page">
      <Panel
        title={t('capacity.mapTitle', name)}
        tools={hours ? undefined : <Months from={span.from} onMonth={onMonth} />}
      >
        <div class="capacity-split">
          <div>
            <HeatMap
              {...{ rows, measure, now, chosen }}
              label={t('capacity.mapLabel', name)}
              first={t(hours ? 'capacity.day' : 'capacity.month')}
              across={hours ? 24 : 31}
              columnName={(n) => String(hours ? n : n + 1).padStart(2, '0')}
              groupName={({ from }) =>
                hours ? dayName(from) : shortPeriod(monthAt(from)).split(' ')[0]
              }
              onPoint={(spot) => {
                pointed.value = spot;
              }}
              onChoose={setChosen}
            />
            <Scale rows={rows} measure={measure} days={!hours} />
          </div>
          <Details product={product} spot={pointed} fallback={freshOf(rows, chosen)} />
        </div>
      </Panel>
      <Totals rows={rows} />
    </div>
  );
}

/** The same cell as it is now. */
function freshOf(rows: readonly ZoneCells[], chosen: Spot | null): Spot | null {
  const cells = rows.find(({ zone }) => zone === chosen?.zone)?.cells;
  const cell = cells?.find(({ from }) => from === chosen?.cell.from);
  return chosen !== null && cell !== undefined ? { zone: chosen.zone, cell } : null;
}

const monthAt = (at: number) => {
  const date = new Date(at * 3_600_000);
  return { Month: { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 } };
};

function Months({ from, onMonth }: { from: number; onMonth: (month: string) => void }) {
  const step = (by: number) => () => {
    const date = new Date(from * 3_600_000);
    const other = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by, 1) / 3_600_000;
    onMonth(writePeriod(monthAt(other)));
  };
  return (
    <span class="row">
      <button type="button" class="quiet" aria-label={t('capacity.earlier')} onClick={step(-1)}>
        ‹
      </button>
      <span class="num">{shortPeriod(monthAt(from))}</span>
      <button type="button" class="quiet" aria-label={t('capacity.later')} onClick={step(1)}>
        ›
      </button>
    </span>
  );
}

interface ScaleProps {
  rows: readonly ZoneCells[];
  measure: Measure;
  days: boolean;
}

/** What the colours mean. */
function Scale({ rows, measure, days }: ScaleProps) {
  const greatest = most(
    rows.flatMap(({ cells }) => cells),
    measure,
  );
  const shown = measure === 'utilisation' ? percent(greatest) : exact(greatest);
  return (
    <p class={`heat-scale ${measure}`}>
      <span class="num">0</span>
      <i aria-hidden="true" />
      <span class="num" title={compact(greatest)}>
        {shown}
      </span>
      <span>{t(`capacity.is.${measure}`)}</span>
      {days && <span>{t('capacity.perDay')}</span>}
    </p>
  );
}

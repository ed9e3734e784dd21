// The figures behind the curve: one zone's, and how far the other zones are from it.

import type { Period } from '@headroom/js';
import { byPeriod, type Pillar } from '../../calc/curve.ts';
import { grouped } from '../../calc/amount.ts';
import { writePeriod } from '../../calc/period.ts';
import { productOf, zoneOf } from '../../chain/catalogue.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Change, Money, Price } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { zoneColour } from './chart.tsx';
import { periodName, rowName } from './names.ts';

interface Props {
  product: number;
  base: number;
  zones: readonly number[];
  all: readonly Pillar[];
  index: ReadonlyMap<number, bigint>;
  /** By series. */
  fixed: ReadonlyMap<string, number>;
}

export const zoneName = (zone: number): string => zoneOf(zone)?.name ?? `#${zone}`;

/** The middle of two ticks has a decimal more than a tick. */
export const decimalsOf = (product: number): number =>
  Math.min(6, (productOf(product)?.decimals ?? 3) + 1);

function PeriodLink({ series, period }: { series: string; period: Period }) {
  return (
    <a href={hrefOf('series', series)} title={periodName(period)}>
      {rowName(period)}
    </a>
  );
}

export function CurveTable({ product, base, zones, all, index, fixed }: Props) {
  const value = index.get(base);
  const columns: Column<Pillar>[] = [
    {
      title: t('curve.period'),
      cell: ({ key, period }) => <PeriodLink series={key} period={period} />,
    },
    {
      title: t('curve.bid'),
      right: true,
      wideOnly: true,
      cell: ({ bid }) => <Price price={bid} product={product} />,
    },
    {
      title: t('curve.ask'),
      right: true,
      wideOnly: true,
      cell: ({ ask }) => <Price price={ask} product={product} />,
    },
    {
      title: t('curve.curve'),
      right: true,
      cell: ({ price, made }) => (
        <span title={t(`curve.made.${made!}`)}>
          <b>
            <Money amount={price} decimals={decimalsOf(product)} round />
          </b>
          {made !== 'mid' && <small class="dim"> {t(`curve.made.${made!}`)}</small>}
        </span>
      ),
    },
    {
      title: t('curve.toIndex'),
      right: true,
      cell: ({ price }) =>
        value === undefined ? <span class="dim">–</span> : <Change from={value} to={price!} />,
    },
    {
      title: <span title={t('curve.openHint')}>{t('curve.open')}</span>,
      right: true,
      cell: ({ key }) => {
        const units = fixed.get(key);
        return <span class={`num${units ? '' : ' dim'}`}>{units ? grouped(units) : '–'}</span>;
      },
    },
  ];
  const title = t('curve.tableTitle', {
    product: productOf(product)?.name ?? product,
    zone: zoneName(base),
  });
  return (
    <Panel
      title={
        <>
          <i class="curve-key" style={{ background: zoneColour(zones, base) }} /> {title}
        </>
      }
    >
      <Table
        label={title}
        columns={columns}
        rows={all.filter(({ zone }) => zone === base)}
        rowKey={({ key }) => key}
        none={t('curve.none')}
      />
    </Panel>
  );
}

export function SpreadTable({ product, base, zones, all, index }: Props) {
  const decimals = decimalsOf(product);
  const others = zones.filter((zone) => zone !== base);
  const title = t('curve.spreadTitle', { zone: zoneName(base) });
  interface Row {
    key: string;
    name: preact.ComponentChildren;
    prices: (zone: number) => bigint | undefined;
  }
  const rows: Row[] = [
    {
      key: 'index',
      name: t('curve.now'),
      prices: (zone) => index.get(zone),
    },
    ...byPeriod(all).map(({ period, zones: of }): Row => ({
      key: writePeriod(period),
      name: <PeriodLink series={`${product}/${base}/${writePeriod(period)}`} period={period} />,
      prices: (zone) => of.get(zone)?.price ?? undefined,
    })),
  ];
  const columns: Column<Row>[] = [
    { title: t('curve.period'), cell: ({ name }) => name },
    {
      title: zoneName(base),
      right: true,
      cell: ({ prices }) => <Money amount={prices(base)} decimals={decimals} round />,
    },
    ...others.map((zone): Column<Row> => ({
      title: (
        <>
          <i class="curve-key" style={{ background: zoneColour(zones, zone) }} /> {zoneName(zone)}
        </>
      ),
      right: true,
      cell: ({ prices }) => {
        const [from, to] = [prices(base), prices(zone)];
        if (from === undefined || to === undefined) return <span class="dim">–</span>;
        return (
          <>
            <Money amount={to - from} decimals={decimals} round signed />{' '}
            <small class="dim wide-only">
              <Money amount={to} decimals={decimals} round />
            </small>
          </>
        );
      },
    })),
  ];
  return (
    <Panel title={title}>
      <Table label={title} columns={columns} rows={rows} rowKey={({ key }) => key} />
    </Panel>
  );
}

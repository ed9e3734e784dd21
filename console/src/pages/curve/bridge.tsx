// The bridge between the two schools: those who buy tokens, and those who buy the GPUs that make them.

import { HOUR } from '@headroom/js';
import { roundAmount, showAmount } from '../../calc/amount.ts';
import {
  attestedYield,
  byPeriod,
  impliedYield,
  type Line,
  type Pillar,
  worthOfTokens,
} from '../../calc/curve.ts';
import { writePeriod } from '../../calc/period.ts';
import { catalogue } from '../../chain/catalogue.ts';
import type { Closed } from '../../chain/indexes.ts';
import { useLive } from '../../chain/live.ts';
import { go, hrefOf } from '../../router.ts';
import { showTime, t } from '../../text/index.ts';
import { Select } from '../../ui/field.tsx';
import { Change, Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { rowName } from './names.ts';
import { decimalsOf, zoneName } from './tables.tsx';

interface Props {
  product: number;
  zone: number;
  query: URLSearchParams;
  /** Of every product and zone. */
  all: readonly Pillar[];
  /** By "product/zone". */
  values: ReadonlyMap<string, Closed>;
}

interface Row {
  key: string;
  name: string;
  /** Of the index's value. */
  time?: string;
  gpu: bigint;
  tokens: bigint;
}

export function Bridge({ product, zone, query, all, values }: Props) {
  const { gpu, tokens, others } = pairOf(product, Number(query.get('beside') ?? NaN));
  const attested = useAttested(tokens?.id ?? null, zone);
  if (gpu === undefined || tokens === undefined) {
    return (
      <Panel title={t('curve.bridgeTitle')} class="all">
        <p class="empty">{t('curve.bridgeNone', { zone: zoneName(zone) })}</p>
      </Panel>
    );
  }
  const rows = rowsOf(gpu.id, tokens.id, zone, all, values);
  const first = rows.at(0);
  return (
    <Panel
      title={t('curve.bridgeTitle')}
      class="all curve-bridge"
      tools={
        others.length > 1 && (
          <Select
            label={t(product === gpu.id ? 'curve.bridgeTokens' : 'curve.bridgeGpu')}
            value={String(product === gpu.id ? tokens.id : gpu.id)}
            onValue={(beside) => {
              go(hrefOf('curve', `${product}/${zone}`, { ...Object.fromEntries(query), beside }));
            }}
            options={others.map(({ id, name }) => [String(id), name] as const)}
          />
        )
      }
    >
      {first !== undefined && <Words row={first} zone={zone} attested={attested} />}
      <Table
        label={t('curve.bridgeTitle')}
        columns={columnsOf(gpu, tokens, attested)}
        rows={rows}
        rowKey={({ key }) => key}
        none={t('curve.bridgeNone', { zone: zoneName(zone) })}
      />
    </Panel>
  );
}

function Words({ row, zone, attested }: { row: Row; zone: number; attested: bigint | null }) {
  const implied = impliedYield(row.gpu, row.tokens);
  if (implied === null) return null;
  return (
    <div class="body">
      <p>
        {t('curve.bridgeSays', {
          zone: zoneName(zone),
          gpu: showAmount(row.gpu),
          tokens: showAmount(row.tokens),
          implied: roundAmount(implied, 3),
        })}
      </p>
      {attested !== null && (
        <p class="dim">
          {t('curve.bridgeAttested', {
            attested: showAmount(attested, 0),
            worth: roundAmount(worthOfTokens(row.tokens, attested), 3),
          })}
        </p>
      )}
    </div>
  );
}

interface Named {
  id: number;
  name: string;
}

function columnsOf(gpu: Named, tokens: Named, attested: bigint | null): Column<Row>[] {
  const worth = (row: Row) => (attested === null ? null : worthOfTokens(row.tokens, attested));
  return [
    {
      title: t('curve.period'),
      cell: ({ name, time }) => (
        <>
          {name} <small class="dim wide-only">{time}</small>
        </>
      ),
    },
    {
      title: <span title={tokens.name}>{t('curve.perMillion')}</span>,
      right: true,
      cell: (row) => <Money amount={row.tokens} decimals={decimalsOf(tokens.id)} round />,
    },
    {
      title: <span title={gpu.name}>{t('curve.perGpuHour')}</span>,
      right: true,
      cell: (row) => <Money amount={row.gpu} decimals={decimalsOf(gpu.id)} round />,
    },
    {
      title: <span title={t('curve.implied')}>{t('curve.impliedShort')}</span>,
      right: true,
      cell: (row) => (
        <b>
          <Money amount={impliedYield(row.gpu, row.tokens)} decimals={3} round />
        </b>
      ),
    },
    {
      title: t('curve.worth'),
      right: true,
      wideOnly: true,
      cell: (row) => <Money amount={worth(row)} decimals={3} round />,
    },
    {
      title: t('curve.toGpu'),
      right: true,
      wideOnly: true,
      cell: (row) => {
        const found = worth(row);
        return found === null ? <span class="dim">–</span> : <Change from={row.gpu} to={found} />;
      },
    },
  ];
}

/** A product and what stands beside it: of the other kind, as asked for or the first there is. */
function pairOf(product: number, beside: number) {
  const { products, markets } = catalogue.value;
  const own = products.find(({ id }) => id === product);
  const others = products.filter(
    ({ id, weights, retired }) =>
      own !== undefined &&
      (weights === null) !== (own.weights === null) &&
      !retired &&
      markets.some((market) => market.product === id),
  );
  const other = others.find(({ id }) => id === beside) ?? others.at(0);
  const [gpu, tokens] = own?.weights === null ? [own, other] : [other, own];
  return { gpu, tokens, others };
}

/** The index first, then each period that both have a price for. */
function rowsOf(
  gpu: number,
  tokens: number,
  zone: number,
  all: readonly Pillar[],
  values: ReadonlyMap<string, Closed>,
): Row[] {
  const [one, two] = [values.get(`${gpu}/${zone}`), values.get(`${tokens}/${zone}`)];
  const now: Row[] =
    one !== undefined && two !== undefined && one[1].price > 0n && two[1].price > 0n
      ? [
          {
            key: 'index',
            name: t('curve.now'),
            time: showTime(Math.min(one[0], two[0]) * HOUR),
            gpu: one[1].price,
            tokens: two[1].price,
          },
        ]
      : [];
  const here = (product: number) =>
    byPeriod(all.filter((pillar) => pillar.product === product && pillar.zone === zone));
  const made = new Map(
    here(tokens).map(({ period, zones }) => [writePeriod(period), zones.get(zone)!.price!]),
  );
  const ahead = here(gpu).flatMap(({ period, zones }): Row[] => {
    const key = writePeriod(period);
    const price = made.get(key);
    if (price === undefined) return [];
    return [{ key, name: rowName(period), gpu: zones.get(zone)!.price!, tokens: price }];
  });
  return [...now, ...ahead];
}

/** Millions of tokens that a GPU-hour makes by attestation, in millionths. */
function useAttested(product: number | null, zone: number): bigint | null {
  const { value } = useLive(
    async (from) => {
      if (product === null) return [];
      const all = await from.entries<[string, [number, number]], Line>('capacity.lines');
      return all.flatMap(([[, [what, where]], { quantity, milliGpus }]) =>
        what === product && where === zone ? [{ quantity, milliGpus }] : [],
      );
    },
    [product, zone],
    'hour',
  ).value;
  return value === undefined ? null : attestedYield(value);
}

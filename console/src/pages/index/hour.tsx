// An hour opened: what its value is made of, and that value worked out again from it.

import { HOUR, type Input } from '@headroom/js';
import { useMemo } from 'preact/hooks';
import { grouped, showAmount, showChange } from '../../calc/amount.ts';
import { shareOf, type Valued, workOut, type Worked } from '../../calc/index-value.ts';
import { chain } from '../../chain/connection.ts';
import type { IndexRecord } from '../../chain/indexes.ts';
import { useLive } from '../../chain/live.ts';
import { nameOf } from '../../sign/accounts.ts';
import { showTime, t } from '../../text/index.ts';
import { Money } from '../../ui/money.tsx';
import { Facts, Loading, Notice, Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Components } from './components.tsx';
import { MarkName } from './marks.tsx';

interface Props {
  index: IndexRecord;
  all: readonly IndexRecord[];
  valued: Valued;
  onChoose: (hour: number) => void;
}

export function OpenHour({ index, all, valued, onChoose }: Props) {
  const [hour, value] = valued;
  const step = (by: number, text: string, able: boolean) => (
    <button
      type="button"
      class="quiet"
      aria-label={text}
      title={text}
      disabled={!able}
      onClick={() => {
        onChoose(hour + by);
      }}
    >
      {by < 0 ? '‹' : '›'}
    </button>
  );
  return (
    <Panel
      title={t('index.hourTitle', {
        time: showTime(hour * HOUR),
        to: showTime((hour + 1) * HOUR).slice(11),
      })}
      tools={
        <span class="row">
          {step(-1, t('index.before'), hour > index.first)}
          {step(1, t('index.after'), hour + 1 < index.next)}
        </span>
      }
    >
      <div class="body">
        <ValueFacts value={value} basket={'Basket' in index.definition} />
      </div>
      {'Basket' in index.definition ? (
        <Components components={index.definition.Basket} all={all} hour={hour} value={value} />
      ) : (
        <Inputs index={index.id} hour={hour} value={value} />
      )}
    </Panel>
  );
}

function ValueFacts({ value, basket }: { value: Valued[1]; basket: boolean }) {
  const { price, rung, limited, contributors, quantity, method, inputs } = value;
  const suspended = rung === 'Suspended';
  return (
    <Facts
      facts={[
        [
          t('index.price'),
          suspended ? t('index.noPrice') : <b>{<Money amount={price} decimals={6} />}</b>,
        ],
        [
          t('index.rung'),
          <>
            <MarkName mark={rung} /> {limited && <MarkName mark="Limited" />}
          </>,
        ],
        [t('index.contributors'), (contributors / 1_000).toFixed(3)],
        [t('index.quantity'), grouped(quantity)],
        [t('index.method'), method],
        ...(basket || /^0x0*$/.test(inputs)
          ? []
          : [[t('index.hash'), <code title={inputs}>{`${inputs.slice(0, 14)}…`}</code>] as const]),
      ]}
    />
  );
}

type Counted = [input: Input, weight: bigint];

function Inputs({ index, hour, value }: { index: number; hour: number; value: Valued[1] }) {
  const { rung } = value;
  const made = rung === 'Hour' || rung === 'Day';
  const found = useLive(
    (from) =>
      made ? from.ask<Counted[]>('indexApi.inputs', index, hour) : Promise.resolve<Counted[]>([]),
    [index, hour, made],
    'once',
  ).value;
  const inputs = found.value;
  const band = chain.value?.constant('index.band');
  const worked = useMemo(
    () =>
      inputs === undefined || band === undefined
        ? null
        : workOut(
            inputs.map(([{ price }, weight]) => ({ price, weight })),
            band,
          ),
    [inputs, band],
  );
  if (!made) return <Said text={t(`index.inputsNone.${rung}`)} />;
  if (found.error !== null && inputs === undefined) return <Notice bad>{found.error}</Notice>;
  if (inputs === undefined) return <Loading />;
  if (inputs.length === 0) {
    const kept = chain.value?.constant('index.retention');
    return <Said text={t('index.inputsGone', { days: Number(kept ?? 30n) })} />;
  }
  const rows = rowsOf(inputs, worked);
  return (
    <>
      <Table
        label={t('index.inputs')}
        columns={columnsOf(worked, Math.max(1, ...rows.map(({ share }) => share)))}
        rows={rows}
        rowKey={({ n }) => n}
      />
      {worked !== null && <Again worked={worked} value={value} />}
    </>
  );
}

/** Why there is nothing to show. */
function Said({ text }: { text: string }) {
  return <p class="index-said dim">{text}</p>;
}

interface Row {
  n: number;
  input: Input;
  weight: bigint;
  /** Hundredths of a per cent. */
  share: number;
  counts: bigint;
}

/** The heaviest first. */
function rowsOf(inputs: readonly Counted[], worked: Worked | null): Row[] {
  const total = inputs.reduce((sum, [, weight]) => sum + weight, 0n);
  return inputs
    .map(([input, weight], n) => ({
      n,
      input,
      weight,
      share: shareOf(weight, total),
      counts: worked?.counts[n] ?? input.price,
    }))
    .sort((one, two) =>
      two.weight > one.weight ? 1 : two.weight < one.weight ? -1 : one.n - two.n,
    );
}

function columnsOf(worked: Worked | null, most: number): Column<Row>[] {
  return [
    { title: t('index.contributor'), cell: ({ input }) => <Who input={input} /> },
    {
      title: t('index.price'),
      right: true,
      cell: ({ input, counts }) => (
        <>
          <Money amount={input.price} decimals={6} />
          {worked !== null && counts !== input.price && (
            <small class="warn" title={t('index.counts')}>
              {' → '}
              {showAmount(counts, 6)}
            </small>
          )}
        </>
      ),
    },
    {
      title: t('index.quantity'),
      right: true,
      cell: ({ input }) => <span class="num">{grouped(input.quantity)}</span>,
    },
    {
      title: t('index.share'),
      right: true,
      cell: ({ share }) => (
        <span class="index-share num" style={{ '--share': `${(100 * share) / most}%` }}>
          {showChange(share).replace('+', '')}
        </span>
      ),
    },
    {
      title: <span title={t('index.weightHint')}>{t('index.weight')}</span>,
      right: true,
      cell: ({ weight }) => <span class="num dim">{grouped(weight)}</span>,
    },
  ];
}

function Who({ input: { source } }: { input: Input }) {
  if ('Report' in source) {
    return (
      <span title={source.Report.reporter}>
        {nameOf(source.Report.reporter)} <small class="dim">{t('index.report')}</small>
      </span>
    );
  }
  const { issuer, buyer, seller } = source.Trade;
  return (
    <span title={issuer}>
      {nameOf(issuer)}{' '}
      <small class="dim">
        {t('index.trade')}: {t('index.tradeOf', { buyer: nameOf(buyer), seller: nameOf(seller) })}
      </small>
    </span>
  );
}

/** The steps from the inputs to the value, and whether they come to the same. */
function Again({ worked, value }: { worked: Worked; value: Valued[1] }) {
  const { median, low, high, mean } = worked;
  const [tone, says] =
    mean === value.price
      ? ['up', t('index.same')]
      : value.limited
        ? ['warn', t('index.cut', { price: showAmount(value.price, 6) })]
        : ['down', t('index.differs', { price: showAmount(value.price, 6) })];
  return (
    <div class="body">
      <Facts
        facts={[
          [t('index.median'), <Money amount={median} decimals={6} />],
          [
            t('index.band'),
            <>
              <Money amount={low} decimals={6} /> – <Money amount={high} decimals={6} />
            </>,
          ],
          [
            t('index.mean'),
            <>
              <Money amount={mean} decimals={6} /> <small class={tone}>{says}</small>
            </>,
          ],
        ]}
      />
    </div>
  );
}

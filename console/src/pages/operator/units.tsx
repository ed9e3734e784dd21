// What the operator has issued: where it is, what is held for it, and what can be done.

import { useState } from 'preact/hooks';
import { hoursOf, type Series, spanOf, total, type UnitRecord } from '@headroom/js';
import { grouped, parseCount, showAmount } from '../../calc/amount.ts';
import { retireProblems } from '../../calc/capacity.ts';
import { type Kind, kindOf, KINDS, writeSeries } from '../../calc/period.ts';
import { seriesName } from '../../chain/catalogue.ts';
import type { OperatorState } from '../../chain/holder.ts';
import { hrefOf } from '../../router.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { CountField } from '../../ui/count-field.tsx';
import { Deadline } from '../../ui/deadline.tsx';
import { Choice } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { Act, Item, Items } from '../../ui/items.tsx';
import { Money } from '../../ui/money.tsx';
import { type Part, Stack } from '../../ui/stack.tsx';
import type { Scene } from '../mine/data.ts';
import {
  GiveUnits,
  type InHands,
  JoinUnits,
  type Set,
  setsOf,
  SplitUnits,
} from '../mine/units.tsx';
import { impairmentOf } from './lines.tsx';

interface Props {
  scene: Scene;
  operator: OperatorState;
  issued: [Series, UnitRecord][];
}

type Doing =
  | { what: 'retire' | 'give' | 'split'; owned: InHands & { record: UnitRecord } }
  | { what: 'join'; set: Set }
  | null;

/** In somebody else's hands, and neither in delivery nor ended. */
const soldOf = (record: UnitRecord): number =>
  record.supply -
  record.own -
  record.ownInOrders -
  record.nominated -
  record.settled -
  record.expired;

export function Issued({ scene, operator, issued }: Props) {
  const [kind, setKind] = useState<Kind | 'All'>('All');
  const [doing, setDoing] = useState<Doing>(null);
  const done = () => {
    setDoing(null);
  };
  const { who, at } = scene;
  const owned = issued.map(([series, record]) => ({
    unit: { series, operator: who },
    free: record.own,
    record,
  }));
  const kinds = KINDS.filter((one) => issued.some(([{ period }]) => kindOf(period) === one));
  const shown = owned.filter(({ unit }) => kind === 'All' || kindOf(unit.series.period) === kind);
  const impaired =
    doing === null || doing.what === 'join'
      ? null
      : impairmentOf(operator, doing.owned.unit.series, at.now);
  return (
    <>
      {kinds.length > 1 && (
        <div class="kinds">
          <Choice
            label={t('offers.period')}
            value={kind}
            onValue={setKind}
            options={[
              ['All', t('operator.all')] as const,
              ...kinds.map((one) => [one, t(`operator.kind${one}`)] as const),
            ]}
          />
        </div>
      )}
      {setsOf(owned, at.now).map((set) => (
        <div key={writeSeries(set.unit.series)} class="row kinds">
          <span class="grow">{t('mine.wholeSet', { series: seriesName(set.unit.series) })}</span>
          <Act
            onClick={() => {
              setDoing({ what: 'join', set });
            }}
          >
            {t('units.join')}
          </Act>
        </div>
      ))}
      <Items label={t('operator.units')} none={t('operator.noUnits')}>
        {shown.map((one) => (
          <One
            key={writeSeries(one.unit.series)}
            scene={scene}
            series={one.unit.series}
            record={one.record}
            onDo={(what) => {
              setDoing({ what, owned: one });
            }}
          />
        ))}
      </Items>
      {doing?.what === 'retire' && <Retire scene={scene} owned={doing.owned} onClose={done} />}
      {doing?.what === 'give' && (
        <GiveUnits scene={scene} owned={doing.owned} impaired={impaired} onClose={done} />
      )}
      {doing?.what === 'split' && <SplitUnits scene={scene} owned={doing.owned} onClose={done} />}
      {doing?.what === 'join' && <JoinUnits scene={scene} set={doing.set} onClose={done} />}
    </>
  );
}

interface OneProps {
  scene: Scene;
  series: Series;
  record: UnitRecord;
  onDo: (what: 'retire' | 'give' | 'split') => void;
}

function One({ scene, series, record, onDo }: OneProps) {
  const { start, end } = spanOf(series.period);
  const { now } = scene.at;
  const parts: Part[] = [
    { label: t('operator.own'), count: record.own, tone: 'c6' },
    { label: t('operator.inOrders'), count: record.ownInOrders, tone: 'c1' },
    { label: t('operator.sold'), count: soldOf(record), tone: 'c2' },
    { label: t('operator.nominated'), count: record.nominated, tone: 'c4' },
    { label: t('operator.settled'), count: record.settled, tone: 'c3' },
    { label: t('operator.expired'), count: record.expired, tone: 'dim' },
  ];
  const open = record.supply - record.nominated - record.settled - record.expired;
  const begun = now >= start;
  return (
    <Item
      what={
        <>
          <a href={hrefOf('series', writeSeries(series))}>{seriesName(series)}</a>
          <Stack label={t('operator.whereTheyAre')} parts={parts} />
        </>
      }
      facts={[
        { label: t('operator.supply'), value: grouped(record.supply) },
        { label: t('operator.coverHeld'), value: <Money amount={record.coverHeld} round /> },
        { label: t('operator.bondHeld'), value: <Money amount={record.bondHeld} round /> },
        {
          label: t('operator.rates'),
          value: `${showAmount(record.coverRate, 3)} / ${showAmount(record.bondRate, 3)}`,
          class: 'wide-only',
        },
        {
          label: t(begun ? 'forward.next.end' : 'forward.next.begin'),
          value: <Deadline at={begun ? end : start} calm />,
        },
      ]}
      acts={
        <>
          {record.own > 0 && !begun && (
            <>
              <a class="button" href={hrefOf('series', writeSeries(series), { sell: scene.who })}>
                {t('units.sell')}
              </a>
              <Act
                onClick={() => {
                  onDo('retire');
                }}
              >
                {t('operator.retire')}
              </Act>
              <Act
                onClick={() => {
                  onDo('give');
                }}
              >
                {t('units.give')}
              </Act>
              {!('Hour' in series.period) && (
                <Act
                  onClick={() => {
                    onDo('split');
                  }}
                >
                  {t('units.split')}
                </Act>
              )}
            </>
          )}
          {now >= end && open > 0 && (
            <Act
              primary
              onClick={() => {
                expire(scene.who, series, record, open);
              }}
            >
              {t('operator.expire')}
            </Act>
          )}
        </>
      }
    />
  );
}

interface RetireProps {
  scene: Scene;
  owned: InHands & { record: UnitRecord };
  onClose: () => void;
}

function Retire({ scene, owned, onClose }: RetireProps) {
  const [text, setText] = useState(String(owned.free));
  const { unit, free, record } = owned;
  const { period } = unit.series;
  const quantity = parseCount(text);
  const problems = retireProblems(period, quantity ?? 0, free, scene.at.now);
  const submit = () => {
    if (quantity === null) return;
    onClose();
    const bond = total(record.bondRate, quantity, hoursOf(period));
    void propose({
      title: t('operator.retireTitle', { n: grouped(quantity), series: seriesName(unit.series) }),
      cash: [{ label: t('operator.bondFreed'), amount: bond, kind: 'free' }],
      problems: sayProblems(problems),
      confirm: t('operator.retire'),
      call: ({ js, api }) => js.retire(api, unit, quantity),
    });
  };
  return (
    <FormDialog
      title={t('operator.retireHead', { series: seriesName(unit.series) })}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={quantity === null}
    >
      <CountField value={text} onValue={setText} most={free} />
    </FormDialog>
  );
}

/** Units that nobody nominated: their cover goes to the operator, and their bond is free. */
function expire(who: string, series: Series, record: UnitRecord, open: number): void {
  const hours = hoursOf(series.period);
  const bond = total(record.bondRate, open, hours);
  void propose({
    title: t('operator.expireTitle', { n: grouped(open), series: seriesName(series) }),
    cash: [
      {
        label: t('operator.coverReleased'),
        amount: total(record.coverRate, soldOf(record), hours),
        kind: 'free',
      },
      { label: t('operator.bondFreed'), amount: bond, kind: 'free' },
    ],
    confirm: t('operator.expire'),
    call: ({ js, api }) => js.expire(api, { series, operator: who }),
  });
}

// What the operator has issued: where it is, what is held for it, and what can be done.

import { useState } from 'preact/hooks';
import { type Series, spanOf, type UnitRecord } from '@headroom/js';
import { grouped, showAmount } from '../../calc/amount.ts';
import { type Kind, kindOf, KINDS, writeSeries } from '../../calc/period.ts';
import { seriesName } from '../../chain/catalogue.ts';
import type { OperatorState } from '../../chain/holder.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Choice } from '../../ui/field.tsx';
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
import { expire, Retire, soldOf } from './ending.tsx';
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

// Units of others that one owns: sold, given away, split, joined, and nominated for delivery.

import { useState } from 'preact/hooks';
import { hoursOf, spanOf, total, type Unit } from '@headroom/js';
import { grouped } from '../../calc/amount.ts';
import { gateClosesAt } from '../../calc/gate.ts';
import { writeSeries } from '../../calc/period.ts';
import { marketOf, seriesName } from '../../chain/catalogue.ts';
import type { Owned } from '../../chain/holder.ts';
import { rules as market, stopOf } from '../../chain/rules.ts';
import { hrefOf } from '../../router.ts';
import { nameOf } from '../../sign/accounts.ts';
import { t } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Act, Item, type ItemFact, Items, Tag } from '../../ui/items.tsx';
import { Money } from '../../ui/money.tsx';
import type { Scene } from './data.ts';
import { Nominate } from './nominate.tsx';
import { GiveUnits, JoinUnits, type Set, setsOf, SplitUnits } from './units.tsx';

type Doing =
  { what: 'nominate' | 'give' | 'split'; owned: Owned } | { what: 'join'; set: Set } | null;

export function Holdings({ scene, holdings }: { scene: Scene; holdings: Owned[] }) {
  const [doing, setDoing] = useState<Doing>(null);
  const done = () => {
    setDoing(null);
  };
  const { now } = scene.at;
  const present = holdings.filter(({ unit }) => spanOf(unit.series.period).end > now);
  const sets = setsOf(present, now);
  return (
    <>
      {sets.length > 0 && (
        <Items label={t('mine.joinable')} none="">
          {sets.map((set) => (
            <Item
              key={keyOf(set.unit)}
              what={t('mine.wholeSet', { series: seriesName(set.unit.series) })}
              tags={nameOf(set.unit.operator)}
              facts={[{ label: t('acting.quantity'), value: grouped(set.most) }]}
              acts={
                <Act
                  onClick={() => {
                    setDoing({ what: 'join', set });
                  }}
                >
                  {t('units.join')}
                </Act>
              }
            />
          ))}
        </Items>
      )}
      <Items label={t('mine.holdings')} none={t('mine.noHoldings')}>
        {present.map((owned) => (
          <Held
            key={keyOf(owned.unit)}
            scene={scene}
            owned={owned}
            onDo={(what) => {
              setDoing({ what, owned });
            }}
          />
        ))}
      </Items>
      {doing?.what === 'nominate' && <Nominate scene={scene} owned={doing.owned} onClose={done} />}
      {doing?.what === 'give' && <GiveUnits scene={scene} owned={doing.owned} onClose={done} />}
      {doing?.what === 'split' && <SplitUnits scene={scene} owned={doing.owned} onClose={done} />}
      {doing?.what === 'join' && <JoinUnits scene={scene} set={doing.set} onClose={done} />}
    </>
  );
}

const keyOf = ({ series, operator }: Unit) => `${writeSeries(series)} ${operator}`;

interface HeldProps {
  scene: Scene;
  owned: Owned;
  onDo: (what: 'nominate' | 'give' | 'split') => void;
}

function Held({ scene, owned, onDo }: HeldProps) {
  const { unit, free, inOrders } = owned;
  const { series, operator } = unit;
  const { period } = series;
  const { start } = spanOf(period);
  const { now } = scene.at;
  const gate = gateClosesAt(period, scene.rules.capacity.gateLead, scene.at);
  const stop = market.value === null ? start : stopOf(period, market.value);
  const reference = marketOf(series.product, series.zone)?.reference;
  const units = free + inOrders;
  const worth = reference === undefined ? null : total(reference, units, hoursOf(period));
  const closed = now >= gate;
  const facts: ItemFact[] = [
    { label: t('mine.unitsFree'), value: grouped(free) },
    { label: t('mine.unitsInOrders'), value: grouped(inOrders) },
    { label: t('mine.worth'), value: <Money amount={worth} round />, class: 'wide-only' },
    closed
      ? { label: t('mine.gate'), value: <span class="warn">{t('mine.lost')}</span> }
      : { label: t('mine.gateIn'), value: <Deadline at={gate} /> },
  ];
  return (
    <Item
      what={<a href={hrefOf('series', writeSeries(series))}>{seriesName(series)}</a>}
      tags={
        <>
          <span class="dim">{nameOf(operator)}</span>
          {owned.record === null && <Tag tone="warn">{t('mine.ended')}</Tag>}
        </>
      }
      facts={facts}
      acts={
        !closed &&
        free > 0 && (
          <>
            <Act
              primary
              onClick={() => {
                onDo('nominate');
              }}
            >
              {t('units.nominate')}
            </Act>
            {now < stop && (
              <a class="button" href={hrefOf('series', writeSeries(series), { sell: operator })}>
                {t('units.sell')}
              </a>
            )}
            <Act
              onClick={() => {
                onDo('give');
              }}
            >
              {t('units.give')}
            </Act>
            {!('Hour' in period) && (
              <Act
                onClick={() => {
                  onDo('split');
                }}
              >
                {t('units.split')}
              </Act>
            )}
          </>
        )
      }
    />
  );
}

// Forward agreements: how they stand, what they want next, and what can be done.

import { useState } from 'preact/hooks';
import { hoursOf, spanOf } from '@headroom/js';
import { grouped } from '../../calc/amount.ts';
import { extended, isOver } from '../../calc/clock.ts';
import {
  type Agreement,
  commitStop,
  ofSide,
  other,
  partyOf,
  sideOf,
  stageOf,
} from '../../calc/forward.ts';
import { gateClosesAt } from '../../calc/gate.ts';
import { writeSeries } from '../../calc/period.ts';
import { seriesName } from '../../chain/catalogue.ts';
import { chain } from '../../chain/connection.ts';
import type { OwnAgreement, Owned } from '../../chain/holder.ts';
import { hrefOf } from '../../router.ts';
import { nameOf } from '../../sign/accounts.ts';
import { propose } from '../../sign/action.ts';
import { t, type TextKey } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Act, Item, type ItemFact, Items, Tag } from '../../ui/items.tsx';
import { Money, Price } from '../../ui/money.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Scene } from './data.ts';
import { CommitUnits, Instruct } from './forward-units.tsx';
import { MarginCallAlarm, MoveMargin } from './margin.tsx';
import { callPlan, closeOutPlan, markPlan, settlePlan } from './forward-plans.ts';

type Doing = { what: 'topUp' | 'withdraw' | 'commit' | 'instruct'; id: bigint } | null;

interface Props {
  scene: Scene;
  agreements: OwnAgreement[];
  holdings: Owned[];
}

export function Agreements({ scene, agreements, holdings }: Props) {
  const [doing, setDoing] = useState<Doing>(null);
  const done = () => {
    setDoing(null);
  };
  // As it stands now, also while its dialog is open.
  const own = agreements.find(({ id }) => id === doing?.id);
  return (
    <>
      <Items label={t('mine.agreements')} none={t('mine.noAgreements')}>
        {agreements.map((one) => (
          <One
            key={String(one.id)}
            scene={scene}
            own={one}
            onDo={(what) => {
              setDoing({ what, id: one.id });
            }}
          />
        ))}
      </Items>
      {own && (doing?.what === 'topUp' || doing?.what === 'withdraw') && (
        <MoveMargin way={doing.what} scene={scene} own={own} onClose={done} />
      )}
      {own && doing?.what === 'commit' && (
        <CommitUnits scene={scene} own={own} holdings={holdings} onClose={done} />
      )}
      {own && doing?.what === 'instruct' && <Instruct own={own} onClose={done} />}
    </>
  );
}

/** What comes next by itself. */
export function nextOfAgreement(
  { terms, deliverable, buyer, seller }: Agreement,
  { at, rules }: Scene,
): { what: TextKey; at: number } {
  const calls = [buyer, seller].flatMap(({ call }) => (call === null ? [] : [call]));
  if (calls.length > 0) {
    const deadline = Math.min(...calls.map((call) => Number(call.deadline)));
    return { what: 'forward.next.call', at: extended(deadline, at) };
  }
  const { period } = terms.series;
  if (deliverable) {
    const stop = commitStop(terms.series, rules.forward);
    if (at.now < stop) return { what: 'forward.next.commit', at: stop };
    return { what: 'forward.next.gate', at: gateClosesAt(period, rules.forward.gateLead, at) };
  }
  const { start, end } = spanOf(period);
  if (at.now < start) return { what: 'forward.next.begin', at: start };
  if (at.now < end) return { what: 'forward.next.end', at: end };
  return { what: 'forward.next.wait', at: end + terms.wait * 3_600_000 };
}

interface OneProps {
  scene: Scene;
  own: OwnAgreement;
  onDo: (what: 'topUp' | 'withdraw' | 'commit' | 'instruct') => void;
}

function One({ scene, own, onDo }: OneProps) {
  const { who, at, rules } = scene;
  const { id, agreement, standing } = own;
  const { terms, quantity, deliverable, committed, fault } = agreement;
  const { series } = terms;
  const side = sideOf(agreement, who) ?? 'Buyer';
  const party = partyOf(agreement, side);
  const counter = partyOf(agreement, other(side));
  const gain = side === 'Buyer' ? standing.gain : -standing.gain;
  const next = nextOfAgreement(agreement, scene);
  const excess = ofSide(standing.excess, side);
  const overdue = [party, counter].some(
    ({ call }) => call !== null && isOver(Number(call.deadline), at),
  );
  const stage = stageOf(agreement, standing, at, rules.forward);
  const units = committed.reduce((sum, one) => sum + one.quantity, 0);
  const needed = ofSide(standing.maintenance, side);
  const facts: ItemFact[] = [
    { label: t('forward.fixed'), value: <Price price={terms.price} product={series.product} /> },
    { label: t('forward.mark'), value: <Price price={standing.mark} product={series.product} /> },
    { label: t('forward.gain'), value: <Money amount={gain} signed round /> },
    {
      label: t('forward.margin'),
      value: (
        <span class={party.margin < needed ? 'down' : ''}>
          <Money amount={party.margin} round />
        </span>
      ),
    },
    { label: t('forward.maintenance'), value: <Money amount={needed} round /> },
    { label: t('forward.excess'), value: <Money amount={excess} round /> },
    {
      label: t('forward.hoursLeft'),
      value: t('delivery.hours', { part: standing.hoursLeft, whole: hoursOf(series.period) }),
      class: 'wide-only',
    },
    { label: t(next.what), value: <Deadline at={next.at} calm /> },
  ];
  if (deliverable) {
    facts.push({
      label: t('forward.committed'),
      value: t('delivery.of', { part: grouped(units), whole: grouped(quantity) }),
    });
  }
  const act = (plan: typeof markPlan) => () => void propose(plan(scene, own));
  return (
    <Item
      alarm={
        party.call !== null && (
          <MarginCallAlarm
            scene={scene}
            own={own}
            onTopUp={() => {
              onDo('topUp');
            }}
          />
        )
      }
      what={
        <>
          <b class={side === 'Buyer' ? 'up' : 'down'}>{t(`forward.as${side}`)}</b>{' '}
          {grouped(quantity)} ·{' '}
          <a href={hrefOf('series', writeSeries(series))}>{seriesName(series)}</a>
        </>
      }
      tags={
        <>
          <Tag>{t(`forward.${terms.settlement}`)}</Tag>
          {fault !== null && <Tag tone="down">{t(`forward.fault${fault}`)}</Tag>}
          {counter.call !== null && <Tag tone="warn">{t('forward.otherCalled')}</Tag>}
          <span class="dim">
            {t('forward.with', { id: String(id), who: nameOf(counter.account) })}
          </span>
        </>
      }
      facts={facts}
      acts={
        <>
          <Act
            onClick={() => {
              onDo('topUp');
            }}
          >
            {t('forward.topUp')}
          </Act>
          {excess > 0n && (
            <Act
              onClick={() => {
                onDo('withdraw');
              }}
            >
              {t('forward.withdraw')}
            </Act>
          )}
          <Act onClick={act(markPlan)}>{t('forward.mark.do')}</Act>
          <Act onClick={act(callPlan)}>{t('forward.call')}</Act>
          {overdue && (
            <Act primary onClick={act(closeOutPlan)}>
              {t('forward.closeOut')}
            </Act>
          )}
          {deliverable && (
            <Act
              onClick={() => {
                onDo(side === 'Seller' ? 'commit' : 'instruct');
              }}
            >
              {t(side === 'Seller' ? 'forward.commit' : 'forward.instruct')}
            </Act>
          )}
          {stage !== 'early' && stage !== 'running' && (
            <Act primary onClick={() => void settleNow(scene, own)}>
              {t('forward.settle')}
            </Act>
          )}
        </>
      }
    />
  );
}

async function settleNow(scene: Scene, own: OwnAgreement): Promise<void> {
  const from = chain.peek();
  if (from === null) return;
  try {
    await propose(await settlePlan(from, scene, own));
  } catch (error) {
    toast(String(error), 'bad');
  }
}

// Deliveries that one takes: accepted, objected to, settled.

import { useState } from 'preact/hooks';
import { acceptProblems, coverOf, objectProblems, phaseOf, stakeOf } from '../../calc/delivery.ts';
import { parseMilli, showMilli } from '../../calc/milli.ts';
import { writeSeries } from '../../calc/period.ts';
import { seriesName } from '../../chain/catalogue.ts';
import { deliveryKey, type Found } from '../../chain/deliveries.ts';
import { hrefOf } from '../../router.ts';
import { nameOf } from '../../sign/accounts.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { deliveryFacts, PhaseTag, settle } from '../../ui/delivery.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { Act, Item, Items } from '../../ui/items.tsx';
import { Money } from '../../ui/money.tsx';
import type { Scene } from './data.ts';

interface Props {
  scene: Scene;
  deliveries: readonly Found[];
}

export function Deliveries({ scene, deliveries }: Props) {
  const [against, setAgainst] = useState<Found | null>(null);
  const { who, rules, at } = scene;
  return (
    <>
      <Items label={t('mine.deliveries')} none={t('mine.noDeliveries')}>
        {deliveries.map((found) => {
          const { id, delivery } = found;
          const { series, operator } = id.unit;
          const phase = phaseOf(delivery, series.period, rules.delivery, at);
          return (
            <Item
              key={deliveryKey(id)}
              what={<a href={hrefOf('series', writeSeries(series))}>{seriesName(series)}</a>}
              tags={
                <>
                  <PhaseTag found={found} rules={rules} at={at} />
                  <span class="dim">
                    {t('mine.deliveryOf', { n: id.index, who: nameOf(operator) })}
                  </span>
                </>
              }
              facts={deliveryFacts({ found, rules, at })}
              acts={
                <>
                  {phase === 'Reported' && (
                    <>
                      <Act
                        primary
                        onClick={() => {
                          accept(scene, found);
                        }}
                      >
                        {t('mine.accept')}
                      </Act>
                      <Act
                        onClick={() => {
                          setAgainst(found);
                        }}
                      >
                        {t('mine.object')}
                      </Act>
                    </>
                  )}
                  {phase === 'Due' && (
                    <Act primary onClick={() => void settle({ found, rules, at }, who)}>
                      {t('delivery.settle')}
                    </Act>
                  )}
                </>
              }
            />
          );
        })}
      </Items>
      {against !== null && (
        <ObjectTo
          scene={scene}
          found={against}
          onClose={() => {
            setAgainst(null);
          }}
        />
      )}
    </>
  );
}

function accept({ who }: Scene, { id, delivery }: Found): void {
  const { series } = id.unit;
  const { pending, stands, paid } = delivery;
  const reported = pending?.delivered ?? 0n;
  const released =
    coverOf(delivery, series.period, { ...stands, delivered: reported }).released -
    coverOf(delivery, series.period, paid).released;
  void propose({
    title: t('mine.acceptTitle', { series: seriesName(series) }),
    facts: [[t('delivery.reported'), showMilli(reported)]],
    cash: [{ label: t('mine.acceptPays'), amount: released, kind: 'info' }],
    notes: [t('mine.acceptNote')],
    problems: sayProblems(acceptProblems(delivery, who)),
    confirm: t('mine.accept'),
    call: ({ js, api }) => js.accept(api, id, reported),
  });
}

interface ObjectProps {
  scene: Scene;
  found: Found;
  onClose: () => void;
}

function ObjectTo({ scene, found, onClose }: ObjectProps) {
  const [text, setText] = useState('');
  const { who, cash, rules, at } = scene;
  const { id, delivery } = found;
  const { series } = id.unit;
  const { pending, stands, coverRate } = delivery;
  const reported = pending?.delivered ?? 0n;
  const claimed = parseMilli(text);
  const problems =
    claimed === null ? [] : objectProblems(delivery, who, claimed, cash.free, rules.delivery, at);
  const stake =
    claimed === null || claimed >= reported
      ? null
      : stakeOf(coverRate, reported - claimed, rules.delivery);
  const submit = () => {
    if (claimed === null || stake === null) return;
    onClose();
    void propose({
      title: t('mine.objectTitle', { series: seriesName(series) }),
      facts: [
        [t('delivery.reported'), showMilli(reported)],
        [t('delivery.claimed'), showMilli(claimed)],
      ],
      cash: [{ label: t('mine.stakeHeld'), amount: stake, kind: 'hold' }],
      notes: [t('mine.stakeNote')],
      problems: sayProblems(problems),
      confirm: t('mine.object'),
      call: ({ js, api }) => js.object(api, id, reported, claimed),
    });
  };
  return (
    <FormDialog
      title={t('mine.objectTitle', { series: seriesName(series) })}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={claimed === null}
    >
      <Field
        label={t('mine.reallyDelivered')}
        value={text}
        onValue={setText}
        numeric
        unit={t('mine.unitHours')}
        hint={t('mine.objectHint', {
          reported: showMilli(reported),
          least: showMilli(stands.delivered),
        })}
        problem={text !== '' && claimed === null ? t('mine.notMilli') : null}
      />
      <p class="sum row">
        <span class="grow">{t('mine.stakeHeld')}</span>
        <Money amount={stake} />
      </p>
    </FormDialog>
  );
}

// Deliveries that the operator owes: reported, answered, settled. What waits for it comes first.

import { useState } from 'preact/hooks';
import { answerProblems, phaseOf } from '../../calc/delivery.ts';
import { showMilli } from '../../calc/milli.ts';
import { writeSeries } from '../../calc/period.ts';
import { seriesName } from '../../chain/catalogue.ts';
import { deliveryKey, type Found } from '../../chain/deliveries.ts';
import { hrefOf } from '../../router.ts';
import { nameOf } from '../../sign/accounts.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { deliveryFacts, PhaseTag, settle } from '../../ui/delivery.tsx';
import { Choice } from '../../ui/field.tsx';
import { Act, Item, Items } from '../../ui/items.tsx';
import type { Scene } from '../mine/data.ts';
import { unreported } from './due.tsx';
import { ReportForm } from './report-form.tsx';

interface Props {
  scene: Scene;
  deliveries: readonly Found[];
}

export function OperatorDeliveries({ scene, deliveries }: Props) {
  const [view, setView] = useState<'waiting' | 'all'>('waiting');
  const [reporting, setReporting] = useState<string | null>(null);
  const { who, at, rules } = scene;
  const phase = ({ id, delivery }: Found) =>
    phaseOf(delivery, id.unit.series.period, rules.delivery, at);
  const waits = (found: Found) =>
    unreported(found, at.now) > 0 || ['Objected', 'Due'].includes(phase(found));
  const shown = view === 'all' ? deliveries : deliveries.filter(waits);
  // As it stands now, also while its dialog is open.
  const open = deliveries.find(({ id }) => deliveryKey(id) === reporting);
  return (
    <>
      <div class="kinds">
        <Choice
          label={t('operator.deliveries')}
          value={view}
          onValue={setView}
          options={[
            ['waiting', t('operator.waiting', { n: deliveries.filter(waits).length })],
            ['all', t('operator.allOf', { n: deliveries.length })],
          ]}
        />
      </div>
      <Items
        label={t('operator.deliveries')}
        none={t(view === 'all' ? 'operator.noDeliveries' : 'due.none')}
      >
        {shown.map((found) => {
          const { id, delivery } = found;
          const { series } = id.unit;
          const now = phase(found);
          const behind = unreported(found, at.now);
          return (
            <Item
              key={deliveryKey(id)}
              what={<a href={hrefOf('series', writeSeries(series))}>{seriesName(series)}</a>}
              tags={
                <>
                  <PhaseTag found={found} rules={rules} at={at} />
                  <span class="dim">
                    {t('operator.deliveryFor', { n: id.index, who: nameOf(delivery.buyer) })}
                  </span>
                  <code class="hash" title={delivery.instructions}>
                    {delivery.instructions.slice(0, 12)}…
                  </code>
                </>
              }
              facts={[
                ...deliveryFacts({ found, rules, at }),
                ...(behind > 0
                  ? [
                      {
                        label: t('operator.unreported'),
                        value: <span class="warn">{t('operator.hoursBehind', { n: behind })}</span>,
                      },
                    ]
                  : []),
              ]}
              acts={
                <>
                  {now === 'Objected' && (
                    <Act
                      primary
                      onClick={() => {
                        answer(scene, found);
                      }}
                    >
                      {t('operator.answer')}
                    </Act>
                  )}
                  {delivery.dispute === null && now !== 'Due' && (
                    <Act
                      primary={behind > 0}
                      onClick={() => {
                        setReporting(deliveryKey(id));
                      }}
                    >
                      {t('operator.report')}
                    </Act>
                  )}
                  {now === 'Due' && (
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
      {open !== undefined && (
        <ReportForm
          scene={scene}
          found={open}
          onClose={() => {
            setReporting(null);
          }}
        />
      )}
    </>
  );
}

/** With a stake equal to the buyer's. */
function answer({ cash, at }: Scene, { id, delivery }: Found): void {
  const { dispute } = delivery;
  void propose({
    title: t('operator.answerTitle', { series: seriesName(id.unit.series) }),
    facts:
      dispute === null
        ? []
        : [
            [t('delivery.reported'), showMilli(dispute.reported)],
            [t('delivery.claimed'), showMilli(dispute.claimed)],
          ],
    cash: [{ label: t('mine.stakeHeld'), amount: dispute?.stake ?? 0n, kind: 'hold' }],
    notes: [t('operator.answerNote')],
    problems: sayProblems(answerProblems(delivery, cash.free, at)),
    confirm: t('operator.answer'),
    call: ({ js, api }) => js.answer(api, id),
  });
}

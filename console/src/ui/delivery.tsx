// A delivery as both of its sides see it, and the settling of it.

import { hoursOf } from '@headroom/js';
import { grouped } from '../calc/amount.ts';
import { entitled, nextOf, phaseOf, settlementOf } from '../calc/delivery.ts';
import type { At } from '../calc/clock.ts';
import { showMilli } from '../calc/milli.ts';
import { seriesName } from '../chain/catalogue.ts';
import { chain } from '../chain/connection.ts';
import type { Constants } from '../chain/constants.ts';
import type { Found } from '../chain/deliveries.ts';
import { worthOf } from '../chain/worth.ts';
import { type CashLine, propose } from '../sign/action.ts';
import { sayProblems } from '../sign/problems.ts';
import { t } from '../text/index.ts';
import { Deadline } from './deadline.tsx';
import { type ItemFact, Tag } from './items.tsx';
import { Money } from './money.tsx';
import { toast } from './toast.tsx';

const TONES = {
  Due: 'warn',
  Objected: 'down',
  Answered: 'down',
  Reported: 'up',
  Open: '',
} as const;

interface Props {
  found: Found;
  rules: Constants;
  at: At;
}

export function PhaseTag({ found: { id, delivery }, rules, at }: Props) {
  const phase = phaseOf(delivery, id.unit.series.period, rules.delivery, at);
  return <Tag tone={TONES[phase]}>{t(`phase.${phase}`)}</Tag>;
}

export function deliveryFacts({ found: { id, delivery }, rules, at }: Props): ItemFact[] {
  const { period } = id.unit.series;
  const { quantity, stands, pending, dispute, bondLeft } = delivery;
  const hours = hoursOf(period);
  const next = nextOf(delivery, period, rules.delivery, at);
  const facts: ItemFact[] = [
    { label: t('delivery.units'), value: grouped(quantity) },
    { label: t('delivery.owed'), value: showMilli(entitled(quantity, hours)) },
  ];
  if (pending !== null) {
    const covered = { part: pending.hours, whole: hours };
    facts.push({
      label: `${t('delivery.reported')}, ${t('delivery.hours', covered)}`,
      value: <Share part={pending.delivered} whole={entitled(quantity, pending.hours)} />,
    });
  }
  if (dispute !== null) {
    facts.push(
      { label: t('delivery.reported'), value: showMilli(dispute.reported) },
      { label: t('delivery.claimed'), value: showMilli(dispute.claimed) },
      { label: t('delivery.stake'), value: <Money amount={dispute.stake} /> },
    );
  }
  if (delivery.hours > 0) {
    facts.push(
      { label: t('delivery.delivered'), value: showMilli(stands.delivered) },
      { label: t('delivery.lost'), value: <Lost milli={stands.lost} /> },
    );
  }
  facts.push({
    label: t('delivery.bond'),
    value: <Money amount={bondLeft} round />,
    class: 'wide-only',
  });
  // What is due waits for nothing.
  if (phaseOf(delivery, period, rules.delivery, at) !== 'Due') {
    const calm = next.what === 'begin';
    facts.push({ label: t(`next.${next.what}`), value: <Deadline at={next.at} calm={calm} /> });
  }
  return facts;
}

function Share({ part, whole }: { part: bigint; whole: bigint }) {
  const short = part < whole;
  return (
    <span class={short ? 'warn' : ''}>
      {t('delivery.of', { part: showMilli(part), whole: showMilli(whole) })}
    </span>
  );
}

const Lost = ({ milli }: { milli: bigint }) => (
  <span class={milli > 0n ? 'down' : ''}>{showMilli(milli)}</span>
);

/** Shows what settling pays whom, and does it. Anybody may. */
export async function settle({ found, rules, at }: Props, who: string): Promise<void> {
  const from = chain.peek();
  if (from === null) return;
  const { id, delivery } = found;
  const { series, operator } = id.unit;
  let worth: bigint;
  try {
    worth = await worthOf(from, series);
  } catch (error) {
    toast(String(error), 'bad');
    return;
  }
  const due = settlementOf(delivery, series.period, rules.delivery, at, worth);
  const lines: CashLine[] = [];
  const line = (key: Parameters<typeof t>[0], amount: bigint, kind: CashLine['kind']) => {
    if (amount > 0n) lines.push({ label: t(key), amount, kind });
  };
  if (due !== null) {
    if (who === delivery.buyer) {
      line('delivery.refunded', due.refunded, 'get');
      line('delivery.damages', due.damages, 'get');
      line('delivery.stakeBack', due.buyerStake, 'free');
      line('delivery.debtToYou', due.debt, 'info');
    } else if (who === operator) {
      line('delivery.released', due.released, 'free');
      line('delivery.bondFreed', due.bondFreed, 'free');
      line('delivery.stakeBack', due.operatorStake, 'free');
      line('delivery.refundPaid', due.refunded, 'info');
      line('delivery.damagesPaid', due.damages, 'info');
      line('delivery.debtOfYours', due.debt, 'info');
    } else {
      line('delivery.toOperator', due.released + due.bondFreed + due.operatorStake, 'info');
      line('delivery.toBuyer', due.refunded + due.damages + due.buyerStake, 'info');
    }
    if (due.lost > 0n) line('delivery.worth', worth, 'info');
  }
  await propose({
    title: t('delivery.settleTitle', { index: id.index, series: seriesName(series) }),
    facts:
      due === null
        ? []
        : [
            [t('delivery.delivered'), showMilli(due.delivered)],
            [t('delivery.lost'), showMilli(due.lost)],
          ],
    cash: lines,
    notes: who === delivery.buyer || who === operator ? [] : [t('delivery.settleOther')],
    problems: due === null ? sayProblems(['delivery.NothingDue']) : [],
    confirm: t('delivery.settle'),
    call: ({ js, api }) => js.settle(api, id),
    outcome: (receipt) =>
      receipt.all('delivery.Settled').map((fields) =>
        t('delivery.settled', {
          delivered: showMilli(fields['delivered'] as bigint),
          lost: showMilli(fields['lost'] as bigint),
        }),
      ),
  });
}

// Margin: a call that must not be overlooked, cash put in, and what is too much taken out.

import { useState } from 'preact/hooks';
import { parseAmount, showAmount } from '../../calc/amount.ts';
import { extended } from '../../calc/clock.ts';
import { initialNeeded, ofSide, partyOf, sideOf } from '../../calc/forward.ts';
import { type Actor, topUpProblems, withdrawExcessProblems } from '../../calc/forward-problems.ts';
import type { OwnAgreement } from '../../chain/holder.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { showTime, t } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { Facts } from '../../ui/panel.tsx';
import type { Scene } from './data.ts';
import { nameOfAgreement } from './forward-plans.ts';

export const actorOf = ({ who, at, cash }: Scene): Actor => ({
  who,
  now: at.now,
  free: cash.free,
  debt: cash.debt,
});

/** What is missing to answer a call, or to be back at the initial margin. */
export function missingOf({ agreement, standing }: OwnAgreement, who: string): bigint {
  const side = sideOf(agreement, who) ?? 'Buyer';
  const { margin, call } = partyOf(agreement, side);
  const level = call?.level ?? initialNeeded(agreement, standing, side);
  return level > margin ? level - margin : 0n;
}

interface AlarmProps {
  scene: Scene;
  own: OwnAgreement;
  onTopUp: () => void;
}

export function MarginCallAlarm({ scene, own, onTopUp }: AlarmProps) {
  const side = sideOf(own.agreement, scene.who) ?? 'Buyer';
  const { call, margin } = partyOf(own.agreement, side);
  if (call === null) return null;
  const deadline = extended(Number(call.deadline), scene.at);
  return (
    <>
      <span>
        <strong>{t('forward.marginCall')}</strong>{' '}
        {t('forward.callSays', {
          level: showAmount(call.level),
          margin: showAmount(margin),
          missing: showAmount(missingOf(own, scene.who)),
        })}
      </span>
      <span class="row">
        <strong>
          <Deadline at={deadline} />
        </strong>
        <span class="dim">{t('forward.callUntil', { time: showTime(deadline) })}</span>
        <button type="button" class="primary" onClick={onTopUp}>
          {t('forward.topUp')}
        </button>
      </span>
    </>
  );
}

interface MoveProps {
  way: 'topUp' | 'withdraw';
  scene: Scene;
  own: OwnAgreement;
  onClose: () => void;
}

export function MoveMargin({ way, scene, own, onClose }: MoveProps) {
  const { who, cash } = scene;
  const { id, agreement, standing } = own;
  const side = sideOf(agreement, who) ?? 'Buyer';
  const { margin, call } = partyOf(agreement, side);
  const missing = missingOf(own, who);
  const most = ofSide(standing.excess, side);
  const suggested = way === 'topUp' ? missing : most;
  const [text, setText] = useState(suggested > 0n ? showAmount(suggested) : '');
  const amount = parseAmount(text);
  const problems =
    amount === null
      ? []
      : way === 'topUp'
        ? topUpProblems(agreement, amount, actorOf(scene))
        : withdrawExcessProblems(agreement, standing, amount, actorOf(scene));
  const after = way === 'topUp' ? margin + (amount ?? 0n) : margin - (amount ?? 0n);
  const answers = call !== null && way === 'topUp' && amount !== null && after >= call.level;
  const submit = () => {
    if (amount === null) return;
    onClose();
    const notes = way === 'withdraw' ? [t('forward.marksFirst')] : [];
    if (answers) notes.push(t('forward.answers'));
    else if (call !== null) notes.push(t('forward.answersNot', { level: showAmount(call.level) }));
    void propose({
      title: t(`forward.${way}Title`, { amount: showAmount(amount), id: String(id) }),
      facts: [
        [t('acting.series'), nameOfAgreement(agreement)],
        [t('forward.marginAfter'), showAmount(after)],
        [t('forward.maintenance'), showAmount(ofSide(standing.maintenance, side))],
      ],
      cash: [
        way === 'topUp'
          ? { label: t('forward.intoMargin'), amount, kind: 'hold' }
          : { label: t('forward.outOfMargin'), amount, kind: 'free' },
      ],
      notes,
      problems: sayProblems(problems),
      confirm: t(`forward.${way}`),
      call: ({ js, api }) =>
        way === 'topUp' ? js.topUp(api, id, amount) : js.withdrawExcess(api, id, amount),
      outcome: (receipt) =>
        receipt.all('forward.CallLifted').length > 0 ? [t('forward.lifted')] : [],
    });
  };
  return (
    <FormDialog
      title={t(`forward.${way}Head`, { id: String(id) })}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={amount === null}
    >
      <Facts
        facts={[
          [t('forward.margin'), showAmount(margin)],
          [t('forward.maintenance'), showAmount(ofSide(standing.maintenance, side))],
          ...(call === null
            ? []
            : [[t('forward.callLevel'), showAmount(call.level)] as [string, string]]),
          [t('acting.free'), showAmount(cash.free)],
        ]}
      />
      <Field
        label={t('mine.amount')}
        value={text}
        onValue={setText}
        numeric
        hint={t(way === 'topUp' ? 'forward.missing' : 'forward.mostOut', {
          amount: showAmount(suggested),
        })}
        problem={text !== '' && amount === null ? t('ui.notAmount') : null}
      />
    </FormDialog>
  );
}

// Taking units back, and ending those that nobody nominated.

import { useState } from 'preact/hooks';
import { hoursOf, type Series, total, type UnitRecord } from '@headroom/js';
import { grouped, parseCount } from '../../calc/amount.ts';
import { retireProblems } from '../../calc/capacity.ts';
import { seriesName } from '../../chain/catalogue.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { CountField } from '../../ui/count-field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import type { Scene } from '../mine/data.ts';
import type { InHands } from '../mine/units.tsx';

/** In somebody else's hands, and neither in delivery nor ended. */
export const soldOf = (record: UnitRecord): number =>
  record.supply -
  record.own -
  record.ownInOrders -
  record.nominated -
  record.settled -
  record.expired;

interface RetireProps {
  scene: Scene;
  owned: InHands & { record: UnitRecord };
  onClose: () => void;
}

export function Retire({ scene, owned, onClose }: RetireProps) {
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
export function expire(who: string, series: Series, record: UnitRecord, open: number): void {
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

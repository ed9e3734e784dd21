// Giving units away, splitting them into smaller periods, joining them into a larger one. For
// holders and for issuers: from an issuer's own hands the cover is held.

import { useState } from 'preact/hooks';
import { childrenOf, hoursOf, type Period, type Series, total, type Unit } from '@headroom/js';
import { grouped, parseCount } from '../../calc/amount.ts';
import {
  joinable,
  joinProblems,
  parentOf,
  splitProblems,
  transferProblems,
} from '../../calc/capacity.ts';
import { writePeriod, writeSeries } from '../../calc/period.ts';
import { marketOf, seriesName } from '../../chain/catalogue.ts';
import { nameOf } from '../../sign/accounts.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { resolveAccount } from '../../sign/resolve.ts';
import { t } from '../../text/index.ts';
import { AccountField } from '../../ui/account-field.tsx';
import { CountField } from '../../ui/count-field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import type { Scene } from './data.ts';

/** Units in somebody's hands. */
export interface InHands {
  unit: Unit;
  free: number;
  record: { coverRate: bigint } | null;
}

interface Props {
  scene: Scene;
  owned: InHands;
  /** What keeps the issuer from letting go of them; null where nothing does. */
  impaired?: string | null;
  onClose: () => void;
}

export function GiveUnits({ scene, owned, impaired = null, onClose }: Props) {
  const [whom, setWhom] = useState('');
  const [text, setText] = useState(String(owned.free));
  const { unit, free, record } = owned;
  const { series, operator } = unit;
  const { who, cash, at, rules } = scene;
  const [to, quantity] = [resolveAccount(whom), parseCount(text)];
  const coverRate = record?.coverRate ?? 0n;
  const problems = transferProblems(
    series.period,
    {
      from: who,
      to,
      operator,
      quantity: quantity ?? 0,
      units: free,
      free: cash.free,
      debt: cash.debt,
      now: at.now,
      impaired,
      coverRate,
      reference: marketOf(series.product, series.zone)?.reference ?? 0n,
    },
    rules.capacity,
  );
  const submit = () => {
    if (to === null || quantity === null) return;
    onClose();
    const cover = total(coverRate, quantity, hoursOf(series.period));
    void propose({
      title: t('units.giveTitle', { n: grouped(quantity), series: seriesName(series) }),
      facts: [
        [t('units.to'), nameOf(to)],
        [t('acting.operator'), nameOf(operator)],
      ],
      cash:
        who === operator
          ? [{ label: t('units.coverHeld'), amount: cover, kind: 'hold' }]
          : [{ label: t('units.coverStays'), amount: cover, kind: 'info' }],
      notes: [t(to === operator ? 'units.backToIssuer' : 'units.forNothing')],
      problems: sayProblems(problems),
      confirm: t('units.give'),
      call: ({ js, api }) => js.transfer(api, unit, to, quantity),
    });
  };
  return (
    <FormDialog
      title={t('units.giveHead', { series: seriesName(series) })}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={to === null || quantity === null}
    >
      <AccountField label={t('units.to')} value={whom} onValue={setWhom} />
      <CountField value={text} onValue={setText} most={free} />
    </FormDialog>
  );
}

export function SplitUnits({ scene, owned, onClose }: Props) {
  const [text, setText] = useState(String(owned.free));
  const { unit, free } = owned;
  const { period } = unit.series;
  const quantity = parseCount(text);
  const problems = splitProblems(period, quantity ?? 0, free, scene.at.now);
  const children = childrenOf(period);
  const range = {
    n: children.length,
    from: writePeriod(children[0]),
    to: writePeriod(children.at(-1) ?? children[0]),
  };
  const submit = () => {
    if (quantity === null) return;
    onClose();
    void propose({
      title: t('units.splitTitle', { n: grouped(quantity), series: seriesName(unit.series) }),
      facts: [[t('units.into'), t('units.range', range)]],
      cash: [],
      notes: [t('units.noCash')],
      problems: sayProblems(problems),
      confirm: t('units.split'),
      call: ({ js, api }) => js.split(api, unit, quantity),
    });
  };
  return (
    <FormDialog
      title={t('units.splitHead', { series: seriesName(unit.series) })}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={quantity === null}
    >
      <p class="dim">{t('units.range', range)}</p>
      <CountField value={text} onValue={setText} most={free} />
    </FormDialog>
  );
}

/** A larger period of which one has every part. */
export interface Set {
  unit: Unit;
  most: number;
}

/** Every set that is whole. */
export function setsOf(owned: readonly InHands[], now: number): Set[] {
  const free = new Map(owned.map((one) => [keyOf(one.unit), one.free]));
  const sets = new Map<string, Set>();
  for (const { unit } of owned) {
    const parent = parentOf(unit.series.period);
    if (parent === null) continue;
    const whole = withPeriod(unit, parent);
    const key = keyOf(whole);
    if (sets.has(key)) continue;
    const most = joinable(parent, (child) => free.get(keyOf(withPeriod(unit, child))) ?? 0);
    if (most > 0 && joinProblems(parent, most, most, now).length === 0) {
      sets.set(key, { unit: whole, most });
    }
  }
  return [...sets.values()];
}

const keyOf = ({ series, operator }: Unit) => `${writeSeries(series)} ${operator}`;
const withPeriod = (unit: Unit, period: Period): Unit => {
  const series: Series = { ...unit.series, period };
  return { ...unit, series };
};

interface JoinProps {
  scene: Scene;
  set: Set;
  onClose: () => void;
}

export function JoinUnits({ scene, set, onClose }: JoinProps) {
  const [text, setText] = useState(String(set.most));
  const { unit, most } = set;
  const quantity = parseCount(text);
  const problems = joinProblems(unit.series.period, quantity ?? 0, most, scene.at.now);
  const submit = () => {
    if (quantity === null) return;
    onClose();
    void propose({
      title: t('units.joinTitle', { n: grouped(quantity), series: seriesName(unit.series) }),
      cash: [],
      notes: [t('units.noCash')],
      problems: sayProblems(problems),
      confirm: t('units.join'),
      call: ({ js, api }) => js.join(api, unit, quantity),
    });
  };
  return (
    <FormDialog
      title={t('units.joinHead', { series: seriesName(unit.series) })}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={quantity === null}
    >
      <CountField value={text} onValue={setText} most={most} />
    </FormDialog>
  );
}

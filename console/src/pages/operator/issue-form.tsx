// Issuing: so many units of a period, behind a bond.

import { useState } from 'preact/hooks';
import { hoursOf, type Period, type Series, total } from '@headroom/js';
import { grouped, parseCount, showAmount } from '../../calc/amount.ts';
import { issueProblems, ratesFor } from '../../calc/capacity.ts';
import { parsePeriod, writePeriod } from '../../calc/period.ts';
import { marketOf, productOf, seriesName } from '../../chain/catalogue.ts';
import type { OperatorState } from '../../chain/holder.ts';
import { useLive } from '../../chain/live.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { CountField } from '../../ui/count-field.tsx';
import { Field, Select } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { Facts } from '../../ui/panel.tsx';
import type { Scene } from '../mine/data.ts';
import { lineName } from './lines.tsx';

interface Props {
  scene: Scene;
  operator: OperatorState;
  line: { product: number; zone: number };
  period: Period;
  onClose: () => void;
}

export function IssueForm({ scene, operator, line: first, period: start, onClose }: Props) {
  const [key, setKey] = useState(`${first.product}/${first.zone}`);
  const [when, setWhen] = useState(writePeriod(start));
  const [text, setText] = useState('');
  const { who, cash, at, rules } = scene;
  const standing = operator.lines.find(({ product, zone }) => `${product}/${zone}` === key) ?? null;
  const [product, zone] = key.split('/').map(Number);
  const period = parsePeriod(when);
  const room = useLive(
    async (chain) =>
      period === null
        ? null
        : chain.ask<number>('capacityApi.issuable', who, { product, zone, period }),
    [who, key, when],
  ).value.value;
  const quantity = parseCount(text);
  const market = marketOf(product, zone) ?? null;
  const line = standing?.line ?? null;
  const rates =
    period === null || market === null
      ? null
      : ratesFor(line?.years ?? [], period, market.reference, rules.capacity);
  const hours = period === null ? 0 : hoursOf(period);
  const bond = rates === null || quantity === null ? null : total(rates.bond, quantity, hours);
  const problems =
    period === null || quantity === null
      ? []
      : issueProblems(
          period,
          quantity,
          {
            now: at.now,
            free: cash.free,
            inDebt: operator.inDebt,
            standing,
            line,
            product: productOf(product) ?? null,
            market,
            room: room ?? null,
          },
          rules.capacity,
        );
  const submit = () => {
    if (period === null || quantity === null || rates === null || bond === null) return;
    onClose();
    const series: Series = { product, zone, period };
    void propose({
      title: t('operator.issueTitle', { n: grouped(quantity), series: seriesName(series) }),
      facts: [
        [t('operator.bondRate'), showAmount(rates.bond, 3)],
        [t('operator.coverRate'), showAmount(rates.cover, 3)],
      ],
      cash: [{ label: t('operator.bondHeld'), amount: bond, kind: 'hold' }],
      notes: [
        t('operator.issueNote', {
          cover: showAmount(total(rates.cover, quantity, hours)),
        }),
        ...(rates.fixed ? [] : [t('operator.ratesFixedNow')]),
      ],
      problems: sayProblems(problems),
      confirm: t('operator.issue'),
      call: ({ js, api }) => js.issue(api, series, quantity),
    });
  };
  return (
    <FormDialog
      title={t('operator.issueHead')}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={period === null || quantity === null}
    >
      <Select
        label={t('operator.line')}
        value={key}
        onValue={setKey}
        options={operator.lines.map(
          (one) => [`${one.product}/${one.zone}`, lineName(one)] as const,
        )}
      />
      <Field
        label={t('offers.period')}
        value={when}
        onValue={setWhen}
        hint={t('offers.periodHint')}
        problem={period === null ? t('offers.notPeriod') : null}
      />
      <CountField value={text} onValue={setText} most={room ?? undefined} />
      <Facts
        facts={[
          [t('operator.bondRate'), rates === null ? '–' : showAmount(rates.bond, 3)],
          [t('operator.coverRate'), rates === null ? '–' : showAmount(rates.cover, 3)],
          [t('operator.hoursOf'), grouped(hours)],
          [t('operator.bondHeld'), bond === null ? '–' : showAmount(bond)],
        ]}
      />
    </FormDialog>
  );
}

// A report: what the meter reads since the beginning of the period, and what that comes to.

import { useState } from 'preact/hooks';
import { hoursOf, type Metered } from '@headroom/js';
import { entitled, settlementOf } from '../../calc/delivery.ts';
import { parseMilli, showMilli } from '../../calc/milli.ts';
import {
  blockEnds,
  parseTokens,
  readingOf,
  reportable,
  reportProblems,
  standardTokens,
} from '../../calc/reporting.ts';
import { grouped } from '../../calc/amount.ts';
import { productOf, seriesName } from '../../chain/catalogue.ts';
import { chain } from '../../chain/connection.ts';
import type { Found } from '../../chain/deliveries.ts';
import { worthOf } from '../../chain/worth.ts';
import { type CashLine, propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { showTime, t } from '../../text/index.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { Facts } from '../../ui/panel.tsx';
import type { Scene } from '../mine/data.ts';

const KINDS = ['input', 'cached', 'output'] as const;

interface Props {
  scene: Scene;
  found: Found;
  onClose: () => void;
}

export function ReportForm({ scene, found, onClose }: Props) {
  const { at, rules } = scene;
  const { id, delivery } = found;
  const { series } = id.unit;
  const { period } = series;
  const weights = productOf(series.product)?.weights ?? null;
  const { hours, least, most } = reportable(delivery, period, at);
  const last = delivery.reading;
  const [text, setText] = useState(weights === null ? showMilli(most) : '');
  const [tokens, setTokens] = useState(() => {
    const counts = last !== null && 'Tokens' in last ? last.Tokens : null;
    const first = (kind: (typeof KINDS)[number]) => (counts === null ? '' : grouped(counts[kind]));
    return { input: first('input'), cached: first('cached'), output: first('output') };
  });

  const metered = meteredOf();
  const read = metered === null ? null : readingOf(metered, weights);
  const problems =
    metered === null ? [] : reportProblems(delivery, period, weights, metered, rules.delivery, at);
  const ends = blockEnds(period, at.now);

  function meteredOf(): Metered | null {
    if (weights === null) {
      const milli = parseMilli(text);
      return milli === null ? null : { UnitHours: milli };
    }
    const [input, cached, output] = KINDS.map((kind) => parseTokens(tokens[kind]));
    return input === null || cached === null || output === null
      ? null
      : { Tokens: { input, cached, output } };
  }

  const submit = async () => {
    const from = chain.peek();
    if (metered === null || read === null || from === null) return;
    onClose();
    const worth = await worthOf(from, series).catch(() => 0n);
    await propose({
      title: t('operator.reportTitle', { series: seriesName(series) }),
      facts: [
        [t('operator.covers'), t('delivery.hours', { part: hours, whole: hoursOf(period) })],
        [
          t('operator.comesTo'),
          t('delivery.of', { part: showMilli(read), whole: showMilli(most) }),
        ],
      ],
      cash: linesOf(read, worth),
      notes: [t('operator.reportNote')],
      problems: sayProblems(problems),
      confirm: t('operator.report'),
      call: ({ js, api }) => js.report(api, id, metered),
    });
  };

  /** What settling pays where the report stands as it is. */
  function linesOf(milli: bigint, worth: bigint): CashLine[] {
    const delivered = milli - delivery.disallowed;
    const stood = { ...delivery, pending: { hours, delivered, closes: 0n } };
    const due = settlementOf(stood, period, rules.delivery, at, worth);
    if (due === null) return [];
    const lines: CashLine[] = [
      { label: t('operator.coverReleased'), amount: due.released, kind: 'info' },
    ];
    if (due.lost > 0n) {
      lines.push(
        { label: t('delivery.refundPaid'), amount: due.refunded, kind: 'info' },
        { label: t('delivery.damagesPaid'), amount: due.damages, kind: 'info' },
        { label: t('delivery.debtOfYours'), amount: due.debt, kind: 'info' },
      );
    }
    return lines;
  }

  return (
    <FormDialog
      title={t('operator.reportHead', { series: seriesName(series) })}
      onClose={onClose}
      onSubmit={() => void submit()}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={metered === null}
    >
      <Facts
        facts={[
          [t('operator.blocksOver'), t('delivery.hours', { part: hours, whole: hoursOf(period) })],
          [t('operator.nextBlock'), ends === null ? '–' : `${showTime(ends)} UTC`],
          [t('operator.entitledSoFar'), showMilli(entitled(delivery.quantity, hours))],
          [t('operator.least'), showMilli(least)],
          [t('operator.most'), showMilli(most)],
        ]}
      />
      {weights === null ? (
        <Field
          label={t('operator.meterReads')}
          value={text}
          onValue={setText}
          numeric
          unit={t('mine.unitHours')}
          problem={text !== '' && parseMilli(text) === null ? t('mine.notMilli') : null}
        />
      ) : (
        <>
          {KINDS.map((kind) => (
            <Field
              key={kind}
              label={t(`operator.${kind}`)}
              value={tokens[kind]}
              onValue={(value) => {
                setTokens((before) => ({ ...before, [kind]: value }));
              }}
              numeric
              unit={t('operator.weight', { weight: showMilli(BigInt(weights[kind])) })}
              problem={
                tokens[kind] !== '' && parseTokens(tokens[kind]) === null
                  ? t('acting.notCount')
                  : null
              }
            />
          ))}
          <Facts
            facts={[
              [
                t('operator.standard'),
                metered !== null && 'Tokens' in metered
                  ? showMilli(standardTokens(metered.Tokens, weights))
                  : '–',
              ],
              [t('operator.comesTo'), read === null ? '–' : showMilli(read)],
            ]}
          />
        </>
      )}
    </FormDialog>
  );
}

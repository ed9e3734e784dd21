// What an operator is waited for: reports, answers, settlements.

import { extended } from '../../calc/clock.ts';
import { phaseOf, reportDeadline } from '../../calc/delivery.ts';
import { meteredHours } from '../../calc/reporting.ts';
import { seriesName } from '../../chain/catalogue.ts';
import { deliveryKey, type Found } from '../../chain/deliveries.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Loading, Panel } from '../../ui/panel.tsx';
import type { Scene } from '../mine/data.ts';

/** Hours of blocks that are over and that no report covers. */
export function unreported({ id, delivery }: Found, now: number): number {
  if (delivery.dispute !== null) return 0;
  const reported = delivery.pending?.hours ?? delivery.hours;
  return Math.max(meteredHours(id.unit.series.period, now) - reported, 0);
}

interface Props {
  scene: Scene;
  deliveries: readonly Found[] | null;
}

const SHOWN = 6;

export function OperatorDue({ scene: { at, rules }, deliveries }: Props) {
  if (deliveries === null) {
    return (
      <Panel title={t('due.title')}>
        <Loading />
      </Panel>
    );
  }
  const tasks = deliveries
    .flatMap((found) => {
      const { id, delivery } = found;
      const { series } = id.unit;
      const phase = phaseOf(delivery, series.period, rules.delivery, at);
      const words = { series: seriesName(series), n: unreported(found, at.now) };
      const task = (text: string, until: number, alarming = false) => [
        { key: deliveryKey(id), text, until, alarming },
      ];
      if (phase === 'Objected') {
        const until = extended(Number(delivery.dispute?.deadline ?? 0n), at);
        return task(t('operator.dueAnswer', words), until, true);
      }
      const last = extended(reportDeadline(delivery, series.period, rules.delivery), at);
      if (words.n > 0 && at.now <= last) return task(t('operator.dueReport', words), last);
      return phase === 'Due' ? task(t('due.settle', words), 0) : [];
    })
    .sort((one, two) => one.until - two.until);
  return (
    <Panel title={t('due.title')}>
      {tasks.length === 0 ? (
        <p class="none-here">{t('due.none')}</p>
      ) : (
        <ul class="items due">
          {tasks.slice(0, SHOWN).map(({ key, text, until, alarming }) => (
            <li key={key} class={alarming ? 'alarm' : 'row due-line'}>
              <a class="grow" href={hrefOf('operator', '', { show: 'deliveries' })}>
                {text}
              </a>
              {until === 0 ? <span class="warn">{t('due.now')}</span> : <Deadline at={until} />}
            </li>
          ))}
          {tasks.length > SHOWN && (
            <li class="due-line dim">{t('due.more', { n: tasks.length - SHOWN })}</li>
          )}
        </ul>
      )}
    </Panel>
  );
}

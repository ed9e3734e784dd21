// What wants something of one, the most urgent first.

import type { ComponentChildren } from 'preact';
import { extended } from '../../calc/clock.ts';
import { nextOf, phaseOf } from '../../calc/delivery.ts';
import { partyOf, sideOf, stageOf } from '../../calc/forward.ts';
import { gateClosesAt } from '../../calc/gate.ts';
import { showAmount } from '../../calc/amount.ts';
import { seriesName } from '../../chain/catalogue.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Loading, Panel } from '../../ui/panel.tsx';
import type { Mine, Scene } from './data.ts';
import { missingOf } from './margin.tsx';

interface Task {
  key: string;
  at: number;
  section: 'holdings' | 'deliveries' | 'forwards';
  text: string;
  alarming?: boolean;
}

const DAY = 86_400_000;
const SHOWN = 8;

export function Due({ scene, mine }: { scene: Scene; mine: Mine }) {
  const waiting =
    mine.holdings === undefined || mine.deliveries === null || mine.agreements === undefined;
  const tasks = [
    ...margins(scene, mine),
    ...gates(scene, mine),
    ...reports(scene, mine),
    ...ends(scene, mine),
  ].sort((one, two) => one.at - two.at);
  return (
    <Panel title={t('due.title')}>
      {tasks.length === 0 ? (
        waiting ? (
          <Loading />
        ) : (
          <p class="none-here">{t('due.none')}</p>
        )
      ) : (
        <ul class="items due">
          {tasks.slice(0, SHOWN).map((task) => (
            <li key={task.key} class={task.alarming ? 'alarm' : 'row due-line'}>
              <a class="grow" href={hrefOf('mine', '', { show: task.section })}>
                {task.text}
              </a>
              <When at={task.at} />
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

const When = ({ at }: { at: number }): ComponentChildren =>
  at === 0 ? <span class="warn">{t('due.now')}</span> : <Deadline at={at} />;

function margins(scene: Scene, { agreements = [] }: Mine): Task[] {
  return agreements.flatMap((own) => {
    const side = sideOf(own.agreement, scene.who) ?? 'Buyer';
    const { call } = partyOf(own.agreement, side);
    if (call === null) return [];
    const words = { id: String(own.id), amount: showAmount(missingOf(own, scene.who)) };
    return [
      {
        key: `call ${own.id}`,
        at: extended(Number(call.deadline), scene.at),
        section: 'forwards' as const,
        text: t('due.margin', words),
        alarming: true,
      },
    ];
  });
}

/** Units that are lost where nobody says where to deliver them. */
function gates({ at, rules }: Scene, { holdings = [] }: Mine): Task[] {
  return holdings.flatMap(({ unit, free }) => {
    const gate = gateClosesAt(unit.series.period, rules.capacity.gateLead, at);
    if (free === 0 || at.now >= gate || gate - at.now > DAY) return [];
    const words = { n: free, series: seriesName(unit.series) };
    return [
      {
        key: `gate ${words.series} ${unit.operator}`,
        at: gate,
        section: 'holdings' as const,
        text: t('due.nominate', words),
      },
    ];
  });
}

function reports({ at, rules }: Scene, { deliveries }: Mine): Task[] {
  return (deliveries ?? []).flatMap(({ id, delivery }) => {
    const { series } = id.unit;
    const phase = phaseOf(delivery, series.period, rules.delivery, at);
    if (phase !== 'Reported' && phase !== 'Due') return [];
    const next = phase === 'Due' ? 0 : nextOf(delivery, series.period, rules.delivery, at).at;
    return [
      {
        key: `delivery ${seriesName(series)} ${id.unit.operator} ${id.index}`,
        at: next,
        section: 'deliveries' as const,
        text: t(phase === 'Due' ? 'due.settle' : 'due.report', { series: seriesName(series) }),
      },
    ];
  });
}

function ends({ at, rules }: Scene, { agreements = [] }: Mine): Task[] {
  return agreements.flatMap(({ id, agreement, standing }) => {
    const stage = stageOf(agreement, standing, at, rules.forward);
    if (stage === 'early' || stage === 'running' || stage === 'instalment') return [];
    return [
      {
        key: `end ${id}`,
        at: 0,
        section: 'forwards' as const,
        text: t('due.end', { id: String(id) }),
      },
    ];
  });
}

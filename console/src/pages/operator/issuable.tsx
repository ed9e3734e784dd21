// What can still be issued, period by period, and the issuing of it.

import { useState } from 'preact/hooks';
import { dayOf, hourOf, monthOf, type Period, type Series } from '@headroom/js';
import { grouped } from '../../calc/amount.ts';
import { shortPeriod, writePeriod } from '../../calc/period.ts';
import type { OperatorState } from '../../chain/holder.ts';
import { useWhen } from '../../chain/when.ts';
import { t } from '../../text/index.ts';
import { Choice } from '../../ui/field.tsx';
import { Act } from '../../ui/items.tsx';
import { Loading, Notice, Panel } from '../../ui/panel.tsx';
import type { Scene } from '../mine/data.ts';
import { IssueForm } from './issue-form.tsx';
import { lineName } from './lines.tsx';

/** Periods ahead that are looked at, by kind. */
function ahead(now: number): { kind: 'hours' | 'days' | 'months' | 'longer'; periods: Period[] }[] {
  const some = (count: number, of: (n: number) => Period) =>
    Array.from({ length: count }, (_, n) => of(n + 1));
  const date = new Date(now);
  const [year, quarter] = [date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3)];
  return [
    { kind: 'hours', periods: some(12, (n) => hourOf(now, n)) },
    { kind: 'days', periods: some(7, (n) => dayOf(now, n)) },
    { kind: 'months', periods: some(6, (n) => monthOf(now, n)) },
    {
      kind: 'longer',
      periods: [
        ...some(4, (n) => ({
          Quarter: {
            year: year + Math.floor((quarter + n) / 4),
            quarter: ((quarter + n) % 4) + 1,
          },
        })),
        ...some(2, (n) => ({ Year: year + n })),
      ],
    },
  ];
}

interface Props {
  scene: Scene;
  operator: OperatorState;
}

export function Issuable({ scene, operator }: Props) {
  const [key, setKey] = useState('');
  const [issuing, setIssuing] = useState<Period | 'any' | null>(null);
  const { who } = scene;
  const lines = operator.lines;
  const at = lines.find(({ product, zone }) => `${product}/${zone}` === key) ?? lines.at(0);
  const hour = Math.floor(scene.at.now / 3_600_000);
  const rooms = useWhen(
    async (chain) => {
      if (at === undefined) return null;
      const { product, zone } = at;
      return Promise.all(
        ahead(scene.at.now).map(async ({ kind, periods }) => ({
          kind,
          rooms: await Promise.all(
            periods.map(async (period) => {
              const series: Series = { product, zone, period };
              const room = await chain.ask<number>('capacityApi.issuable', who, series);
              return { period, room };
            }),
          ),
        })),
      );
    },
    [who, at?.product, at?.zone, hour],
    /^(capacity|cash)\./,
  ).value.value;
  if (at === undefined) return <Notice>{t('operator.noLines')}</Notice>;
  return (
    <Panel
      title={t('operator.issuable')}
      tools={
        <Act
          primary
          onClick={() => {
            setIssuing('any');
          }}
        >
          {t('operator.issue')}
        </Act>
      }
    >
      <div class="kinds">
        <Choice
          label={t('operator.line')}
          value={`${at.product}/${at.zone}`}
          onValue={setKey}
          options={lines.map((line) => [`${line.product}/${line.zone}`, lineName(line)] as const)}
        />
      </div>
      {!rooms ? (
        <Loading />
      ) : (
        rooms.map(({ kind, rooms: some }) => (
          <section key={kind} aria-label={t(`operator.${kind}`)}>
            <div class="rooms-head">{t(`operator.${kind}`)}</div>
            <div class="rooms">
              {some.map(({ period, room }) => (
                <button
                  key={writePeriod(period)}
                  type="button"
                  class="room"
                  disabled={room === 0}
                  onClick={() => {
                    setIssuing(period);
                  }}
                >
                  <span class="dim">{labelOf(period)}</span>
                  <b>{grouped(room)}</b>
                </button>
              ))}
            </div>
          </section>
        ))
      )}
      {issuing !== null && (
        <IssueForm
          scene={scene}
          operator={operator}
          line={at}
          period={issuing === 'any' ? dayOf(scene.at.now, 1) : issuing}
          onClose={() => {
            setIssuing(null);
          }}
        />
      )}
    </Panel>
  );
}

/** An hour is none without its day. */
const labelOf = (period: Period): string =>
  'Hour' in period ? writePeriod(period).replace('T', ' ') + ':00' : shortPeriod(period);

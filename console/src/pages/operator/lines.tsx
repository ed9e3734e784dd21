// Where the operator is attested, until when, and what stands in its way.

import { grouped } from '../../calc/amount.ts';
import { impairment } from '../../calc/capacity.ts';
import { productOf, zoneOf } from '../../chain/catalogue.ts';
import type { OperatorState } from '../../chain/holder.ts';
import { sayProblem } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Notice, Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { Scene } from '../mine/data.ts';

type OneLine = OperatorState['lines'][number];

/** "h100-sxm/cn-nx" */
export const lineName = ({ product, zone }: { product: number; zone: number }): string =>
  `${productOf(product)?.name ?? `#${product}`}/${zoneOf(zone)?.name ?? `#${zone}`}`;

/** What stands in its way by name; null where nothing does. */
export function impairmentOf(
  operator: OperatorState,
  at: { product: number; zone: number },
  now: number,
): string | null {
  const line = operator.lines.find(
    ({ product, zone }) => product === at.product && zone === at.zone,
  );
  return impairment(operator.inDebt, line ?? null, now);
}

export function Lines({ scene, operator }: { scene: Scene; operator: OperatorState }) {
  const { now } = scene.at;
  const problems = [
    ...new Set(operator.lines.map((line) => impairment(operator.inDebt, line, now))),
  ].filter((problem) => problem !== null);
  const columns: Column<OneLine>[] = [
    { title: t('operator.line'), cell: lineName },
    {
      title: t('operator.attested'),
      right: true,
      cell: ({ line }) => (line === null ? '–' : grouped(line.quantity)),
    },
    {
      title: t('operator.tier'),
      right: true,
      cell: ({ line, product }) => {
        if (line === null) return '–';
        const low = line.tier < (productOf(product)?.lowestTier ?? 0);
        return <span class={low ? 'down' : ''}>{line.tier}</span>;
      },
    },
    {
      title: t('operator.pool'),
      right: true,
      wideOnly: true,
      cell: ({ line }) =>
        line === null ? '–' : t('operator.poolOf', { pool: line.pool, milli: line.milliGpus }),
    },
    {
      title: t('operator.validFor'),
      right: true,
      cell: ({ validUntil }) => <Deadline at={Number(validUntil)} />,
    },
    {
      title: t('operator.standing'),
      cell: (line) => {
        const problem = impairment(operator.inDebt, line, now);
        return problem === null ? (
          <span class="up">{t('operator.good')}</span>
        ) : (
          <span class="down" title={sayProblem(problem)}>
            {t('operator.impaired', { why: problem })}
          </span>
        );
      },
    },
  ];
  return (
    <Panel title={t('operator.lines')}>
      {problems.length > 0 && (
        <div class="body">
          {problems.map((problem) => (
            <Notice key={problem} bad>
              {sayProblem(problem)}
            </Notice>
          ))}
        </div>
      )}
      <Table
        label={t('operator.lines')}
        columns={columns}
        rows={operator.lines}
        rowKey={({ product, zone }) => `${product}/${zone}`}
        none={t('operator.noLines')}
      />
    </Panel>
  );
}

// The exact figures of one cell, and of all cells of a zone together.

import { HOUR } from '@headroom/js';
import type { ReadonlySignal } from '@preact/signals';
import { grouped } from '../../calc/amount.ts';
import { type Cell, exact, MEASURES, percent, utilisationOf } from '../../calc/heat.ts';
import { writePeriod } from '../../calc/period.ts';
import { productOf } from '../../chain/catalogue.ts';
import { hrefOf } from '../../router.ts';
import { showTime, t } from '../../text/index.ts';
import { Facts, Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { ZoneCells } from './data.ts';
import type { Spot } from './grid.tsx';
import { figure, periodOf, spanName, zoneName } from './names.ts';

interface Props {
  product: number;
  spot: ReadonlySignal<Spot | null>;
  fallback: Spot | null;
}

export function Details({ product, spot, fallback }: Props) {
  const shown = spot.value ?? fallback;
  if (shown === null) return <p class="cell-details empty">{t('capacity.pick')}</p>;
  const { zone, cell } = shown;
  const rest = restOf(cell);
  return (
    <div class="cell-details">
      <p>
        <b>
          {productOf(product)?.name ?? product} / {zoneName(zone)}
        </b>{' '}
        <span class="num">
          {cell.hours === 1
            ? t('capacity.hoursOf', {
                from: showTime(cell.from * HOUR),
                to: showTime((cell.from + 1) * HOUR).slice(11),
              })
            : spanName(cell)}
        </span>
      </p>
      <Facts
        facts={[
          ...[...MEASURES]
            .reverse()
            .map((one) => [t(`capacity.measure.${one}`), figure(cell, one)] as const),
          ...(rest === null
            ? []
            : [
                [
                  t('capacity.rest'),
                  <span title={t('capacity.restHint')}>{exact(rest)}</span>,
                ] as const,
              ]),
        ]}
      />
      <p>
        <a href={hrefOf('series', `${product}/${zone}/${writePeriod(periodOf(cell))}`)}>
          {t('capacity.open')}
        </a>
      </p>
    </div>
  );
}

/** In thousandths of a unit, of an hour that is over; null where it is not known. */
function restOf({ hours, over, sold, delivered, failed }: Cell): bigint | null {
  if (sold === null || over < hours) return null;
  const rest = (sold * 1_000n - delivered - failed) / BigInt(hours);
  return rest < 0n ? 0n : rest;
}

export function Totals({ rows }: { rows: readonly ZoneCells[] }) {
  const summed = rows.map(({ zone, cells }) => ({ zone, sum: together(cells) }));
  const number = (
    name: 'attested' | 'issued' | 'sold' | 'delivered' | 'failed',
    cell: (sum: Cell) => string,
    over = false,
  ): Column<(typeof summed)[number]> => ({
    title: (
      <span title={over ? t('capacity.overHint') : undefined}>{t(`capacity.measure.${name}`)}</span>
    ),
    right: true,
    cell: ({ sum }) => <span class="num">{cell(sum)}</span>,
  });
  return (
    <Panel title={t('capacity.totals')}>
      <Table
        label={t('capacity.totals')}
        rows={summed}
        rowKey={({ zone }) => zone}
        columns={[
          { title: t('capacity.zone'), cell: ({ zone }) => zoneName(zone) },
          number('attested', ({ attested }) => grouped(attested)),
          number('issued', ({ issued }) => grouped(issued)),
          number('sold', ({ sold }) => (sold === null ? '–' : grouped(sold))),
          number('delivered', ({ delivered }) => exact(delivered), true),
          number('failed', ({ failed }) => exact(failed), true),
          {
            title: <span title={t('capacity.overHint')}>{t('capacity.measure.utilisation')}</span>,
            right: true,
            cell: ({ sum }) => {
              const part = utilisationOf(sum);
              return <span class="num">{part === null ? '–' : percent(part)}</span>;
            },
          },
        ]}
      />
    </Panel>
  );
}

/** All cells of a zone as one. */
function together(cells: readonly Cell[]): Cell {
  const sum = (of: (cell: Cell) => bigint) => cells.reduce((all, cell) => all + of(cell), 0n);
  return {
    from: cells[0].from,
    hours: cells.reduce((all, { hours }) => all + hours, 0),
    attested: sum(({ attested }) => attested),
    issued: sum(({ issued }) => issued),
    sold: cells.some(({ sold }) => sold === null) ? null : sum(({ sold }) => sold ?? 0n),
    over: cells.reduce((all, { over }) => all + over, 0),
    attestedOver: sum(({ attestedOver }) => attestedOver),
    delivered: sum(({ delivered }) => delivered),
    failed: sum(({ failed }) => failed),
  };
}

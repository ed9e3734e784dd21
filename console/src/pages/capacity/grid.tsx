// The map: hours (or days) across, days (or months) and their zones down. One cell at a time is in
// the order of the Tab key; arrows go to the others.

import type { TargetedKeyboardEvent } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { type Cell, heatOf, type Measure, MEASURES, most, shownOf } from '../../calc/heat.ts';
import { t } from '../../text/index.ts';
import type { ZoneCells } from './data.ts';
import { figure, shortFigure, spanName, zoneName } from './names.ts';

export interface Spot {
  zone: number;
  cell: Cell;
}

interface Props {
  label: string;
  /** What the first column names. */
  first: string;
  rows: readonly ZoneCells[];
  /** Cells of one row. */
  across: number;
  columnName: (n: number) => string;
  groupName: (cell: Cell) => string;
  measure: Measure;
  /** The hour that runs. */
  now: number;
  chosen: Spot | null;
  onPoint: (spot: Spot | null) => void;
  onChoose: (spot: Spot) => void;
}

export function HeatMap(props: Props) {
  const { label, first, rows, across, columnName, measure, chosen, onPoint, onChoose } = props;
  const table = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState<[row: number, column: number] | null>(null);
  const groups = Math.ceil((rows.at(0)?.cells.length ?? 0) / across);
  const greatest = useMemo(
    () =>
      most(
        rows.flatMap(({ cells }) => cells),
        measure,
      ),
    [rows, measure],
  );
  const lines = Array.from({ length: groups * rows.length }, (_, n) => ({
    group: Math.floor(n / rows.length),
    ...rows[n % rows.length],
  }));
  const cellAt = (row: number, column: number): Spot | undefined => {
    if (row < 0 || row >= lines.length || column < 0 || column >= across) return undefined;
    const { zone, cells, group } = lines[row];
    const cell = cells.at(group * across + column);
    return cell && { zone, cell };
  };
  // Until somebody goes elsewhere: where now is.
  const running = rows
    .at(0)
    ?.cells.findIndex(({ from, hours }) => from <= props.now && props.now < from + hours);
  const start: [number, number] =
    running === undefined || running < 0
      ? [0, 0]
      : [Math.floor(running / across) * rows.length, running % across];
  const [row, column] = focus !== null && cellAt(...focus) ? focus : start;

  const move = (event: TargetedKeyboardEvent<HTMLTableElement>) => {
    const to = target(event.key, row, column, { across, rows: lines.length, zones: rows.length });
    if (to === null) {
      const spot = cellAt(row, column);
      if ((event.key === 'Enter' || event.key === ' ') && spot) {
        event.preventDefault();
        onChoose(spot);
      }
      return;
    }
    event.preventDefault();
    if (cellAt(...to) === undefined) return;
    setFocus(to);
    table.current?.querySelector<HTMLElement>(`[data-at="${to.join()}"]`)?.focus();
  };
  const spotOf = (target: EventTarget | null): [Spot, [number, number]] | null => {
    const at = (target as Element | null)?.closest<HTMLElement>('[data-at]')?.dataset['at'];
    if (at === undefined) return null;
    const [one, two] = at.split(',').map(Number);
    const spot = cellAt(one, two);
    return spot === undefined ? null : [spot, [one, two]];
  };
  return (
    <table
      ref={table}
      class={`heat ${measure}`}
      role="grid"
      aria-label={label}
      aria-readonly="true"
      onKeyDown={move}
      onPointerOver={(event) => {
        onPoint(spotOf(event.target)?.[0] ?? null);
      }}
      onPointerLeave={() => {
        onPoint(null);
      }}
      onFocusIn={(event) => {
        onPoint(spotOf(event.target)?.[0] ?? null);
      }}
      onClick={(event) => {
        const found = spotOf(event.target);
        if (found === null) return;
        setFocus(found[1]);
        onChoose(found[0]);
      }}
    >
      <thead>
        <tr>
          <th scope="col" class="group">
            {first}
          </th>
          <th scope="col" class="zone">
            {t('capacity.zone')}
          </th>
          {Array.from({ length: across }, (_, n) => (
            <th key={n} scope="col" class={n % 6 === 0 ? '' : 'between'}>
              {columnName(n)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ group, zone, cells }, n) => (
          <tr key={`${group} ${zone}`} class={n % rows.length === 0 ? 'begins' : ''}>
            {n % rows.length === 0 && (
              <th scope="rowgroup" class="group" rowSpan={rows.length}>
                {props.groupName(cells[group * across])}
              </th>
            )}
            <th scope="row" class="zone" title={zoneName(zone)}>
              {zoneName(zone)}
            </th>
            {cells.slice(group * across, (group + 1) * across).map((cell, at) => (
              <HeatCell
                key={cell.from}
                {...{ cell, zone, measure }}
                heat={heatOf(shownOf(cell, measure), greatest)}
                runs={cell.from <= props.now && props.now < cell.from + cell.hours}
                on={chosen !== null && chosen.zone === zone && chosen.cell.from === cell.from}
                at={`${n},${at}`}
                reached={n === row && at === column}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  cell: Cell;
  zone: number;
  measure: Measure;
  heat: number;
  /** Whether now lies in it. */
  runs: boolean;
  on: boolean;
  at: string;
  /** Whether the Tab key comes to it. */
  reached: boolean;
}

function HeatCell({ cell, zone, measure, heat, runs, on, at, reached }: CellProps) {
  const says = t('capacity.cell', {
    zone: zoneName(zone),
    time: spanName(cell),
    figures: [measure, ...MEASURES.filter((one) => one !== measure)]
      .map((one) => `${t(`capacity.measure.${one}`)} ${figure(cell, one)}`)
      .join(', '),
  });
  const none = shownOf(cell, measure) === null;
  return (
    <td
      role="gridcell"
      data-at={at}
      tabIndex={reached ? 0 : -1}
      class={[none && 'nothing', runs && 'runs', on && 'on'].filter(Boolean).join(' ')}
      style={{ '--heat': `${Math.round(heat * 50)}%` }}
      aria-label={says}
      aria-selected={on}
    >
      {shortFigure(cell, measure)}
    </td>
  );
}

/** Where a key leads to; null for another key. */
function target(
  key: string,
  row: number,
  column: number,
  size: { across: number; rows: number; zones: number },
): [number, number] | null {
  const { across, rows, zones } = size;
  switch (key) {
    case 'ArrowUp':
      return [row - 1, column];
    case 'ArrowDown':
      return [row + 1, column];
    // From the end of a day to the beginning of the next one, in the same zone.
    case 'ArrowLeft':
      return column > 0 ? [row, column - 1] : [row - zones, across - 1];
    case 'ArrowRight':
      return column < across - 1 ? [row, column + 1] : [row + zones, 0];
    case 'PageUp':
      return [Math.max(row - zones, row % zones), column];
    case 'PageDown':
      return [row + zones < rows ? row + zones : row, column];
    case 'Home':
      return [row, 0];
    case 'End':
      return [row, across - 1];
    default:
      return null;
  }
}

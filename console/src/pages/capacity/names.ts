import { HOUR, type Period } from '@headroom/js';
import { type Cell, compact, exact, type Measure, percent, shownOf } from '../../calc/heat.ts';
import { shortPeriod } from '../../calc/period.ts';
import { zoneOf } from '../../chain/catalogue.ts';
import { showTime, t } from '../../text/index.ts';

export const zoneName = (zone: number): string => zoneOf(zone)?.name ?? `#${zone}`;

export const periodOf = ({ from, hours }: Cell): Period =>
  hours === 1 ? { Hour: from } : { Day: from / 24 };

/** "25 Nov" of the day that an hour lies in. */
export const dayName = (hour: number): string => shortPeriod({ Day: Math.floor(hour / 24) });

export const spanName = ({ from, hours }: Cell): string =>
  hours === 1 ? showTime(from * HOUR) : showTime(from * HOUR).slice(0, 10);

/** A measure of a cell: short, for a map. */
export function shortFigure(cell: Cell, measure: Measure): string {
  const shown = shownOf(cell, measure);
  if (shown === null) return '';
  return measure === 'utilisation' ? compact(shown * 100n) : compact(shown);
}

/** A measure of a cell: exact, in words where there is none. */
export function figure(cell: Cell, measure: Measure): string {
  const shown = shownOf(cell, measure);
  if (shown === null) {
    return t(measure === 'sold' ? 'capacity.unknown' : 'capacity.none');
  }
  return measure === 'utilisation' ? percent(shown) : exact(shown);
}

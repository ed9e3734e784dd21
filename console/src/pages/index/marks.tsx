// How rungs look: each has a colour, a shape and a lane of its own, so that none is told by colour alone.

import type { Rung } from '@headroom/js';
import type { Summary } from '../../calc/index-value.ts';
import { RUNGS } from '../../calc/index-value.ts';
import { grouped } from '../../calc/amount.ts';
import { t } from '../../text/index.ts';

export type Mark = Rung | 'Limited';

export const MARKS: readonly Mark[] = [...RUNGS, 'Limited'];

export const COLOURS: Record<Mark, string> = {
  Hour: 'var(--c1)',
  Day: 'var(--c4)',
  Last: 'var(--c2)',
  Suspended: 'var(--down)',
  Limited: 'var(--warn)',
};

/** The path of a mark around a point: many of them are one path. */
export function shape(mark: Mark, x: number, y: number, r: number): string {
  switch (mark) {
    case 'Hour':
      return `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`;
    case 'Day':
      return `M${x - r},${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
    case 'Last':
      return `M${x},${y - r * 1.2}L${x + r * 1.2},${y + r}H${x - r * 1.2}z`;
    case 'Suspended':
      return `M${x - r},${y - r}L${x + r},${y + r}M${x + r},${y - r}L${x - r},${y + r}`;
    case 'Limited':
      return `M${x},${y - 2 * r}L${x + 2 * r},${y}L${x},${y + 2 * r}L${x - 2 * r},${y}z`;
  }
}

/** What is no filled shape is drawn by its outline. */
export const isOutline = (mark: Mark): boolean => mark === 'Suspended' || mark === 'Limited';

export const markName = (mark: Mark): string =>
  mark === 'Limited' ? t('index.limited') : t(`index.rung.${mark}`);

export function Sign({ mark }: { mark: Mark }) {
  return (
    <svg class="index-sign" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path
        d={shape(mark, 7, 7, mark === 'Limited' ? 2.7 : 4)}
        fill={isOutline(mark) ? 'none' : COLOURS[mark]}
        stroke={COLOURS[mark]}
        stroke-width={isOutline(mark) ? 1.8 : 0}
      />
    </svg>
  );
}

export function MarkName({ mark }: { mark: Mark }) {
  return (
    <span
      class="index-mark"
      title={mark === 'Limited' ? t('index.limitedIs') : t(`index.rungIs.${mark}`)}
    >
      <Sign mark={mark} /> {markName(mark)}
    </span>
  );
}

/** What the marks mean, and how many hours have each. */
export function Legend({ summary }: { summary: Summary }) {
  return (
    <ul class="index-legend">
      {MARKS.map((mark) => {
        const hours = mark === 'Limited' ? summary.limited : summary.rungs[mark];
        return (
          <li key={mark} class={hours === 0 ? 'dim' : ''}>
            <MarkName mark={mark} /> <b class="num">{grouped(hours)}</b>
          </li>
        );
      })}
    </ul>
  );
}

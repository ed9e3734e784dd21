// A lane for each rung, and one for hours that were limited: where marks are too close to be told
// apart, this still says which hours are of what.

import { useMemo } from 'preact/hooks';
import { runsOf, type Valued } from '../../calc/index-value.ts';
import type { Scale } from '../../calc/scale.ts';
import { COLOURS, isOutline, MARKS, markName, shape } from './marks.tsx';

/** Pixels from one to the next. */
export const LANE = 9;

interface Props {
  values: readonly Valued[];
  x: Scale;
  top: number;
  left: number;
  right: number;
}

export function Lanes({ values, x, top: first, left, right }: Props) {
  const runs = useMemo(() => runsOf(values), [values]);
  const limited = values.filter(([, value]) => value.limited);
  return (
    <>
      {MARKS.map((mark, n) => {
        const top = first + n * LANE;
        const spans =
          mark === 'Limited'
            ? limited.map(([hour]) => [hour, hour + 1])
            : runs.filter(({ rung }) => rung === mark).map((run) => [run.from, run.to]);
        return (
          <g key={mark}>
            <title>{markName(mark)}</title>
            <path
              d={shape(mark, 9, top + LANE / 2, mark === 'Limited' ? 1.8 : 2.6)}
              fill={isOutline(mark) ? 'none' : COLOURS[mark]}
              stroke={COLOURS[mark]}
              stroke-width={isOutline(mark) ? 1.2 : 0}
            />
            <line class="grid" x1={left} x2={right} y1={top + LANE / 2} y2={top + LANE / 2} />
            <path
              fill={COLOURS[mark]}
              d={spans
                .map(
                  ([one, two]) =>
                    `M${x(one)},${top + 2}H${Math.max(x(two), x(one) + 1)}v5H${x(one)}z`,
                )
                .join('')}
            />
          </g>
        );
      })}
    </>
  );
}

// Values hour by hour: a line with a mark on each, and below it a lane for each rung, which can be read
// when the marks no longer can. The whole of it is one slider for the keyboard.

import { HOUR } from '@headroom/js';
import { useMemo, useState } from 'preact/hooks';
import { roundAmount, showAmount, toNumber } from '../../calc/amount.ts';
import { hasPrice, type Valued } from '../../calc/index-value.ts';
import { decimalsFor, linear, type Scale, ticks, timeTicks } from '../../calc/scale.ts';
import { showTime, t } from '../../text/index.ts';
import { useWidth } from '../../ui/width.ts';
import { Lanes, LANE } from './lanes.tsx';
import { COLOURS, isOutline, type Mark, MarkName, MARKS, shape } from './marks.tsx';

interface Props {
  name: string;
  values: readonly Valued[];
  /** The first hour, and the one after the last. */
  from: number;
  to: number;
  chosen: number | null;
  onChoose: (hour: number) => void;
}

const [TOP, RIGHT, LEFT] = [8, 66, 20];
const PLOT = 250;
const LANES = TOP + PLOT + 8;
const AXIS = LANES + MARKS.length * LANE + 16;
/** Pixels between two hours from which on each has a mark of its own. */
const ROOM = 5;

export function IndexChart({ name, values, from, to, chosen, onChoose }: Props) {
  const [place, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<number | null>(null);
  const at = pointed ?? chosen ?? to - 1;
  const value = values.find(([hour]) => hour === at)?.[1];
  const x = linear(from, to, LEFT, Math.max(LEFT + 1, width - RIGHT));
  const hourAt = (pixel: number): number =>
    Math.min(
      to - 1,
      Math.max(from, Math.floor(from + ((pixel - x(from)) / (x(to) - x(from))) * (to - from))),
    );
  const said = sayOf(at, value);
  const go = (hour: number) => {
    setPointed(Math.min(to - 1, Math.max(from, hour)));
  };
  const keys: Record<string, (() => void) | undefined> = {
    ArrowLeft: () => {
      go(at - 1);
    },
    ArrowRight: () => {
      go(at + 1);
    },
    ArrowDown: () => {
      go(at - 1);
    },
    ArrowUp: () => {
      go(at + 1);
    },
    PageUp: () => {
      go(at + 24);
    },
    PageDown: () => {
      go(at - 24);
    },
    Home: () => {
      go(from);
    },
    End: () => {
      go(to - 1);
    },
    Enter: () => {
      onChoose(at);
    },
    ' ': () => {
      onChoose(at);
    },
  };
  return (
    <div class="index-chart" ref={place}>
      <p class="index-read num">
        <b>{showTime(at * HOUR)}</b>
        {value !== undefined && (
          <>
            <span>{hasPrice(value) ? showAmount(value.price, 6) : t('index.noPrice')}</span>
            <MarkName mark={value.rung} />
            {value.limited && <MarkName mark="Limited" />}
          </>
        )}
      </p>
      <div
        class="index-slider"
        role="slider"
        tabIndex={0}
        aria-label={t('index.chartLabel', { name })}
        aria-valuemin={from}
        aria-valuemax={to - 1}
        aria-valuenow={at}
        aria-valuetext={said}
        style={{ height: AXIS + 8 }}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
        onPointerMove={(event) => {
          setPointed(hourAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
        }}
        onPointerLeave={() => {
          setPointed(null);
        }}
        onBlur={() => {
          setPointed(null);
        }}
        onClick={(event) => {
          onChoose(hourAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
        }}
      >
        {width > 0 && (
          <svg width={width} height={AXIS + 8} aria-hidden="true">
            <Drawing {...{ values, from, to, width }} />
            {chosen !== null && chosen >= from && chosen < to && (
              <Here x={x(chosen + 0.5)} kind="chosen" />
            )}
            {pointed !== null && <Here x={x(pointed + 0.5)} kind="pointed" />}
          </svg>
        )}
      </div>
    </div>
  );
}

const sayOf = (hour: number, value: Valued[1] | undefined): string =>
  [
    showTime(hour * HOUR),
    value && (hasPrice(value) ? showAmount(value.price, 6) : t('index.noPrice')),
    value && `${t('index.rung')} ${t(`index.rung.${value.rung}`)}`,
    value?.limited && t('index.limited'),
  ]
    .filter(Boolean)
    .join(', ');

function Here({ x, kind }: { x: number; kind: string }) {
  return <line class={kind} x1={x} x2={x} y1={TOP} y2={LANES + MARKS.length * LANE} />;
}

interface DrawingProps {
  values: readonly Valued[];
  from: number;
  to: number;
  width: number;
}

/** All that stays while somebody points at it. */
function Drawing({ values, from, to, width }: DrawingProps) {
  return useMemo(() => {
    const x = linear(from, to, LEFT, Math.max(LEFT + 1, width - RIGHT));
    const [low, high] = reachOf(values);
    const y = linear(low, high, TOP + PLOT, TOP);
    const prices = ticks(low, high, 5);
    const decimals = decimalsFor(prices);
    const { moments, step } = timeTicks(
      from * HOUR,
      to * HOUR,
      Math.max(2, Math.floor(width / 90)),
    );
    return (
      <>
        {prices.map((price) => (
          <g key={price}>
            <line class="grid" x1={LEFT} x2={width - RIGHT} y1={y(price)} y2={y(price)} />
            <text x={width - RIGHT + 6} y={y(price) + 4}>
              {price.toFixed(decimals)}
            </text>
          </g>
        ))}
        {moments.map((moment) => (
          <g key={moment}>
            <line
              class="grid"
              x1={x(moment / HOUR)}
              x2={x(moment / HOUR)}
              y1={TOP}
              y2={AXIS - 14}
            />
            <text x={x(moment / HOUR)} y={AXIS} text-anchor="middle">
              {tickName(moment, step)}
            </text>
          </g>
        ))}
        <path class="line" d={lineOf(values, x, y)} />
        {MARKS.map((mark) => (
          <path
            key={mark}
            d={marksOf(mark, values, x, y)}
            fill={isOutline(mark) ? 'none' : COLOURS[mark]}
            stroke={COLOURS[mark]}
            stroke-width={isOutline(mark) ? 1.5 : 0}
          />
        ))}
        <Lanes values={values} x={x} top={LANES} left={LEFT} right={width - RIGHT} />
        <Last values={values} x={width - RIGHT} y={y} />
      </>
    );
  }, [values, from, to, width]);
}

/** The last price, where the axis is. */
function Last({ values, x, y }: { values: readonly Valued[]; x: number; y: Scale }) {
  const value = values.findLast(([, one]) => hasPrice(one))?.[1];
  if (value === undefined) return null;
  const at = y(toNumber(value.price));
  return (
    <g class="last">
      <rect x={x + 2} y={at - 8} width={RIGHT - 4} height={16} rx={3} />
      <text x={x + 6} y={at + 4}>
        {roundAmount(value.price, 4)}
      </text>
    </g>
  );
}

/** From middle to middle of the hours; with a gap where there is no price. */
function lineOf(values: readonly Valued[], x: Scale, y: Scale): string {
  let pen = 'M';
  return values
    .map(([hour, value]) => {
      if (!hasPrice(value)) {
        pen = 'M';
        return '';
      }
      const point = `${pen}${x(hour + 0.5).toFixed(1)},${y(toNumber(value.price)).toFixed(1)}`;
      pen = 'L';
      return point;
    })
    .join('');
}

function marksOf(mark: Mark, values: readonly Valued[], x: Scale, y: Scale): string {
  const room = x(1) - x(0);
  // Where there is no room for all, the lanes tell of the rungs; what is rare stays in sight.
  if (room < ROOM && (mark === 'Hour' || mark === 'Day')) return '';
  const size = Math.min(3.2, Math.max(1.8, room / 3));
  return values
    .filter(([, value]) => (mark === 'Limited' ? value.limited : value.rung === mark))
    .map(([hour, value]) =>
      shape(mark, x(hour + 0.5), hasPrice(value) ? y(toNumber(value.price)) : TOP + PLOT - 4, size),
    )
    .join('');
}

function reachOf(values: readonly Valued[]): [number, number] {
  const prices = values
    .filter(([, value]) => hasPrice(value))
    .map(([, { price }]) => toNumber(price));
  if (prices.length === 0) return [0, 1];
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const room = (high - low || high || 1) * 0.08;
  return [low - room, high + room];
}

const tickName = (moment: number, step: number): string =>
  step < 24 * HOUR && moment % (24 * HOUR) !== 0
    ? showTime(moment).slice(11)
    : showTime(moment).slice(5, 10);

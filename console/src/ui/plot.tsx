// Curves over a scale that is no clock, such as a price: by uPlot, fetched with the first one.

import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { t } from '../text/index.ts';
import { colourOf, faint, type Tone } from './colours.ts';

export interface Curve {
  name: string;
  tone: Tone;
  /** One for each x; null leaves a gap. */
  values: readonly (number | null)[];
  /** Filled down to nothing. */
  fill?: boolean;
  /** A value holds until the next x, or from the one before. */
  steps?: 'after' | 'before';
  dashed?: boolean;
  /** A dot on each value. */
  dots?: boolean;
}

interface Props {
  label: string;
  /** In order. With `time`, Unix milliseconds. */
  xs: readonly number[];
  curves: readonly Curve[];
  time?: boolean;
  /** What the scale is of. */
  xName?: string;
  showX: (x: number) => string;
  showY: (y: number) => string;
  height?: number;
  /** The value axis begins at nothing. */
  fromZero?: boolean;
}

export function Plot(props: Props) {
  const { label, height = 240, curves } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const wanted = useRef(props);
  wanted.current = props;
  // Another set of curves is another plot; other values are not.
  const kinds = curves.map(({ name, tone }) => `${name} ${tone}`).join();

  useEffect(() => {
    let over = false;
    let stop: (() => void) | undefined;
    const sizes = new ResizeObserver(([{ contentRect }]) => {
      const width = Math.floor(contentRect.width);
      if (width > 0) plot.current?.setSize({ width, height: wanted.current.height ?? 240 });
    });
    void import('uplot').then(({ default: UPlot }) => {
      const target = box.current;
      if (over || target === null) return;
      stop = effect(() => {
        plot.current?.destroy();
        plot.current = new UPlot(
          optionsOf(UPlot, wanted, target.clientWidth),
          dataOf(wanted.current),
          target,
        );
      });
      sizes.observe(target);
    });
    return () => {
      over = true;
      stop?.();
      sizes.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [kinds]);

  useEffect(() => {
    plot.current?.setData(dataOf(props));
  }, [props.xs, curves]);

  return (
    <div
      ref={box}
      class="plot"
      role="img"
      aria-label={label}
      style={{ minHeight: `${height}px` }}
    />
  );
}

const dataOf = ({ xs, curves }: Props): uPlot.AlignedData => [
  [...xs],
  ...curves.map(({ values }) => [...values]),
];

function optionsOf(UPlot: typeof uPlot, wanted: { current: Props }, width: number): uPlot.Options {
  const { xName, curves, time = false, height = 240, fromZero = false } = wanted.current;
  const [line, dim] = [faint(colourOf('line'), 0.6), colourOf('dim')];
  const axis = {
    stroke: dim,
    font: '11px system-ui, sans-serif',
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
  };
  const showX = (x: number) => wanted.current.showX(x);
  const showY = (y: number) => wanted.current.showY(y);
  return {
    width,
    height,
    ms: 1,
    tzDate: (ms) => UPlot.tzDate(new Date(ms), 'Etc/UTC'),
    scales: {
      x: { time },
      y: { range: (_, min, max) => rangeOf(min, max, fromZero) },
    },
    axes: [
      { ...axis, values: (_, splits) => splits.map(showX), space: 70 },
      // On the right. uPlot's enum is in its declarations alone: it has no value to name.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
      { ...axis, side: 1, size: 62, values: (_, splits) => splits.map(showY) },
    ],
    cursor: { drag: { x: false, y: false }, points: { size: 6 } },
    legend: { live: true },
    series: [
      {
        label: xName ?? t('ui.at'),
        value: (_, x) => ((x as number | null) === null ? '' : showX(x)),
      },
      ...curves.map(({ name, tone, fill, steps, dashed, dots }): uPlot.Series => ({
        label: name,
        stroke: colourOf(tone),
        width: 1.5,
        fill: fill ? faint(colourOf(tone), 0.18) : undefined,
        dash: dashed ? [6, 4] : undefined,
        points: { show: dots ?? false, size: 6 },
        paths:
          steps === undefined
            ? undefined
            : UPlot.paths.stepped?.({ align: steps === 'after' ? 1 : -1 }),
        value: (_, y) => ((y as number | null) === null ? '–' : showY(y)),
      })),
    ],
  };
}

/** With room above and below; of nothing, something. */
function rangeOf(min: number, max: number, fromZero: boolean): [number, number] {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  const room = (max - min || Math.abs(max) || 1) * 0.08;
  return [fromZero ? 0 : min - room, max + room];
}

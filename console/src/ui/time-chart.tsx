// Candles, lines and columns over time, by lightweight-charts. It is fetched with the first chart.

import { effect } from '@preact/signals';
import type { IChartApi, ISeriesApi, SeriesType, UTCTimestamp } from 'lightweight-charts';
import { useEffect, useRef } from 'preact/hooks';
import { colourOf, faint, type Tone } from './colours.ts';

/** Times are Unix milliseconds, in order; a chart has one point for each second at most. */
export interface Ohlc {
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
}

export interface Point {
  time: number;
  /** Null: there is none, and the line has a gap. */
  value: number | null;
  tone?: Tone;
}

export type ChartSeries =
  | { kind: 'candles'; key: string; name: string; data: readonly Ohlc[] }
  | {
      kind: 'line' | 'area';
      key: string;
      name: string;
      tone: Tone;
      data: readonly Point[];
      /** Values hold until the next one. */
      steps?: boolean;
      dashed?: boolean;
    }
  /** At the bottom, by a scale of their own. */
  | { kind: 'columns'; key: string; name: string; tone: Tone; data: readonly Point[] };

interface Props {
  /** What it shows: for those who don't see it. */
  label: string;
  series: readonly ChartSeries[];
  /** Of the prices. */
  decimals: number;
  height?: number;
  /** Whose point was clicked, in Unix milliseconds. */
  onPick?: (time: number) => void;
}

/** Of a candle, in pixels. */
const WIDEST = 22;

type Library = typeof import('lightweight-charts');
type Drawn = ISeriesApi<SeriesType>;

export function TimeChart({ label, series, decimals, height = 300, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const wanted = useRef({ series, decimals, onPick });
  wanted.current = { series, decimals, onPick };

  useEffect(() => {
    let over = false;
    let stop: (() => void) | undefined;
    void import('lightweight-charts').then((library) => {
      if (over || box.current === null) return;
      const made = new Drawing(library, box.current, (time) => wanted.current.onPick?.(time));
      drawing.current = made;
      // In the colours of the theme, and again in those of another.
      stop = effect(() => {
        made.paint();
        made.show(wanted.current.series, wanted.current.decimals, true);
      });
    });
    return () => {
      over = true;
      stop?.();
      drawing.current?.remove();
      drawing.current = null;
    };
  }, []);

  useEffect(() => {
    drawing.current?.show(series, decimals, false);
  }, [series, decimals]);

  return (
    <div ref={box} class="chart" role="img" aria-label={label} style={{ height: `${height}px` }} />
  );
}

class Drawing {
  private readonly chart: IChartApi;
  private readonly drawn = new Map<
    string,
    { api: Drawn; kind: string; data: readonly unknown[] }
  >();

  constructor(
    private readonly library: Library,
    box: HTMLElement,
    pick: (time: number) => void,
  ) {
    this.chart = library.createChart(box, {
      autoSize: true,
      timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 3 },
      crosshair: { mode: library.CrosshairMode.Normal },
      localization: { locale: 'en-GB' },
      handleScroll: { vertTouchDrag: false },
    });
    this.chart.subscribeClick(({ time }) => {
      if (typeof time === 'number') pick(time * 1_000);
    });
  }

  remove(): void {
    this.chart.remove();
  }

  paint(): void {
    const line = faint(colourOf('line'), 0.5);
    this.chart.applyOptions({
      layout: {
        background: { color: colourOf('panel') },
        textColor: colourOf('dim'),
        fontSize: 11,
      },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      timeScale: { borderColor: colourOf('line') },
      rightPriceScale: { borderColor: colourOf('line') },
    });
  }

  /** Draws what is new; `anew` draws all of it, in the colours of now. */
  show(series: readonly ChartSeries[], decimals: number, anew: boolean): void {
    const keys = new Set(series.map(({ key, kind }) => `${kind} ${key}`));
    for (const [key, { api }] of this.drawn) {
      if (keys.has(key)) continue;
      this.chart.removeSeries(api);
      this.drawn.delete(key);
    }
    const first = this.drawn.size === 0;
    // A few candles need not fill the whole width; a line does.
    const most = series.some(({ kind }) => kind === 'candles') ? WIDEST : 0;
    this.chart.timeScale().applyOptions({ maxBarSpacing: most });
    const bottom = series.some(({ kind }) => kind === 'columns') ? 0.24 : 0.1;
    this.chart.priceScale('right').applyOptions({ scaleMargins: { top: 0.1, bottom } });
    for (const one of series) this.draw(one, decimals, anew);
    if (first) this.chart.timeScale().fitContent();
  }

  private draw(one: ChartSeries, decimals: number, anew: boolean): void {
    const key = `${one.kind} ${one.key}`;
    const before = this.drawn.get(key);
    const api = before?.api ?? this.add(one);
    if (before === undefined || anew) this.style(api, one, decimals);
    const data = one.data.map((item) => asData(one, item));
    this.drawn.set(key, { api, kind: one.kind, data: one.data });
    const from = before === undefined || anew ? null : unchanged(before.data, one.data);
    if (from === null) api.setData(data as never);
    else for (const item of data.slice(from)) api.update(item as never);
  }

  private add(one: ChartSeries): Drawn {
    const { AreaSeries, CandlestickSeries, HistogramSeries, LineSeries } = this.library;
    if (one.kind === 'candles') return this.chart.addSeries(CandlestickSeries);
    if (one.kind === 'area') return this.chart.addSeries(AreaSeries);
    if (one.kind === 'line') return this.chart.addSeries(LineSeries);
    const columns = this.chart.addSeries(HistogramSeries, { priceScaleId: 'columns' });
    columns.priceScale().applyOptions({ scaleMargins: { top: 0.8, bottom: 0 } });
    return columns;
  }

  private style(api: Drawn, one: ChartSeries, decimals: number): void {
    const priceFormat = { type: 'price', precision: decimals, minMove: 10 ** -decimals } as const;
    if (one.kind === 'candles') {
      const [upColor, downColor] = [colourOf('up'), colourOf('down')];
      api.applyOptions({
        priceFormat,
        upColor,
        downColor,
        borderUpColor: upColor,
        borderDownColor: downColor,
        wickUpColor: upColor,
        wickDownColor: downColor,
      });
      return;
    }
    const color = colourOf(one.tone);
    if (one.kind === 'columns') {
      api.applyOptions({
        color: faint(color, 0.45),
        priceFormat: { type: 'volume' },
        priceLineVisible: false,
        lastValueVisible: false,
      } as never);
      return;
    }
    const { LineStyle, LineType } = this.library;
    api.applyOptions({
      priceFormat,
      color,
      lineColor: color,
      topColor: faint(color, 0.3),
      bottomColor: faint(color, 0.02),
      lineWidth: 2,
      lineStyle: one.dashed ? LineStyle.Dashed : LineStyle.Solid,
      lineType: one.steps ? LineType.WithSteps : LineType.Simple,
      priceLineVisible: false,
      title: one.name,
    } as never);
  }
}

function asData(one: ChartSeries, item: Ohlc | Point): unknown {
  const time = Math.floor(item.time / 1_000) as UTCTimestamp;
  if ('open' in item) {
    const { open, high, low, close } = item;
    return { time, open, high, low, close };
  }
  if (item.value === null) return { time };
  if (item.tone === undefined) return { time, value: item.value };
  const colour = colourOf(item.tone);
  return { time, value: item.value, color: one.kind === 'columns' ? faint(colour, 0.45) : colour };
}

/**
 * From which item on the new list differs from the old one, where only its end has changed or grown;
 * null where it has to be drawn anew.
 */
function unchanged(before: readonly unknown[], after: readonly unknown[]): number | null {
  const last = before.length - 1;
  if (last < 0 || after.length < before.length) return null;
  const same = before.slice(0, last).every((item, n) => item === after[n]);
  const time = (item: unknown) => (item as { time: number }).time;
  return same && time(before[last]) === time(after[last]) ? last : null;
}

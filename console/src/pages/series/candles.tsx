// The price over time: history's candles, and what was traded since.

import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { toNumber } from '../../calc/amount.ts';
import { withFills } from '../../calc/candles.ts';
import { candles, historyState, status } from '../../history/client.ts';
import { type Candle, type CandleSpan, SPANS } from '../../history/types.ts';
import type { Seen } from '../../chain/fills.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Choice } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type ChartSeries, type Ohlc, type Point, TimeChart } from '../../ui/time-chart.tsx';

/** Candles, and the block up to which they tell of every trade. */
interface Base {
  candles: readonly Candle[];
  block: number;
}

const NONE: Base = { candles: [], block: 0 };

/** A base is asked for anew this often, in milliseconds. */
const PACE = 60_000;

/** How often candles are asked for in the hope that no block comes in between. */
const TRIES = 5;

/**
 * Candles as of one block: asked for again where history went on meanwhile. Where blocks come too
 * fast for that, a trade may be counted twice until the next base.
 */
async function ask(series: string, every: CandleSpan): Promise<Base> {
  for (let tries = 1; ; tries += 1) {
    const before = (await status()).best.number;
    const found = await candles(series, every);
    if (tries === TRIES || (await status()).best.number === before) {
      return { candles: found, block: before };
    }
  }
}

interface Props {
  series: string;
  every: CandleSpan;
  decimals: number;
  seen: ReadonlySignal<Seen>;
}

export function Candles({ series, every, decimals, seen }: Props) {
  const [base, setBase] = useState(NONE);
  const { gaps, fills } = seen.value;
  const state = historyState.value;
  useEffect(() => {
    let over = false;
    const look = () => {
      if (state !== 'ready' && state !== 'behind') return;
      ask(series, every).then(
        (found) => {
          if (!over) setBase(found);
        },
        // The notice of the page says that history is away.
        () => undefined,
      );
    };
    setBase(NONE);
    look();
    const timer = setInterval(look, PACE);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [series, every, gaps, state]);

  const all = useMemo(
    () =>
      withFills(
        base.candles,
        fills.filter(({ block }) => block > base.block),
        every,
      ),
    [base, fills, every],
  );
  const drawn = useDrawn(all);
  const shown = useMemo<ChartSeries[]>(
    () => [
      {
        kind: 'columns',
        key: 'volume',
        name: t('series.volume'),
        tone: 'dim',
        data: drawn.volumes,
      },
      { kind: 'candles', key: 'price', name: t('series.price'), data: drawn.candles },
    ],
    [drawn],
  );
  return (
    <Panel
      class="candles"
      title={t('series.chart')}
      tools={
        <Choice
          label={t('series.span')}
          value={String(every)}
          onValue={(span) => {
            location.replace(hrefOf('series', series, { every: span }));
          }}
          options={SPANS.map((span) => [String(span), t(`series.span.${span}`)] as const)}
        />
      }
    >
      {all.length === 0 ? (
        <p class="empty chart-empty">{t('series.noTrades')}</p>
      ) : (
        <TimeChart label={t('series.chartOf')} series={shown} decimals={decimals} height={340} />
      )}
    </Panel>
  );
}

/** Candles in the chart's numbers: of a candle that is the same, the same objects. */
function useDrawn(all: readonly Candle[]): { candles: Ohlc[]; volumes: Point[] } {
  const made = useRef(new WeakMap<Candle, [Ohlc, Point]>());
  return useMemo(() => {
    const pairs = all.map((candle) => {
      const known = made.current.get(candle);
      if (known !== undefined) return known;
      const { time, open, high, low, close, volume } = candle;
      const [first, top, bottom, last] = [open, high, low, close].map(toNumber);
      const pair: [Ohlc, Point] = [
        { time, open: first, high: top, low: bottom, close: last },
        { time, value: volume, tone: close < open ? 'down' : 'up' },
      ];
      made.current.set(candle, pair);
      return pair;
    });
    return { candles: pairs.map(([ohlc]) => ohlc), volumes: pairs.map(([, point]) => point) };
  }, [all]);
}

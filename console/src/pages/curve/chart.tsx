// The curve as lines over time ahead, each as long as its period, beside what the index says now.

import { spanOf } from '@headroom/js';
import { useMemo, useState } from 'preact/hooks';
import { roundAmount, showAmount, toNumber } from '../../calc/amount.ts';
import { type Pillar } from '../../calc/curve.ts';
import { ahead, aheadTicks, decimalsFor, linear, ticks } from '../../calc/scale.ts';
import { productOf, zoneOf } from '../../chain/catalogue.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { PALETTE } from '../../ui/colours.ts';
import { useWidth } from '../../ui/width.ts';
import { periodName } from './names.ts';

interface Props {
  product: number;
  all: readonly Pillar[];
  /** In the order of their colours. */
  zones: readonly number[];
  /** Whose bid and ask are shown. */
  base: number;
  index: ReadonlyMap<number, bigint>;
  now: number;
}

const HEIGHT = 320;
const [TOP, RIGHT, BOTTOM, LEFT] = [10, 62, 24, 10];

export const zoneColour = (zones: readonly number[], zone: number): string =>
  `var(--${PALETTE[Math.max(0, zones.indexOf(zone)) % PALETTE.length]})`;

export function CurveChart({ product, all, zones, base, index, now }: Props) {
  const [place, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<string | null>(null);
  const until = Math.max(...all.map(({ period }) => spanOf(period).end));
  const [low, high] = useMemo(() => reachOf(all, base, index), [all, base, index]);
  const x = ahead(now, until, LEFT, Math.max(LEFT, width - RIGHT));
  const y = linear(low, high, HEIGHT - BOTTOM, TOP);
  const prices = ticks(low, high, 5);
  const decimals = decimalsFor(prices);
  const pointed = all.find(({ key }) => key === at);
  return (
    <div class="curve-chart" ref={place}>
      <Readout pillar={pointed} zones={zones} index={index} />
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={t('curve.chartLabel', {
            product: productOf(product)?.name ?? product,
            count: all.length,
            zones: zones.length,
          })}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            setAt(nearest(all, x, y, event.clientX - box.left, event.clientY - box.top));
          }}
          onPointerLeave={() => {
            setAt(null);
          }}
        >
          {prices.map((price) => (
            <g key={price}>
              <line class="grid" x1={LEFT} x2={width - RIGHT} y1={y(price)} y2={y(price)} />
              <text x={width - RIGHT + 6} y={y(price) + 4}>
                {price.toFixed(decimals)}
              </text>
            </g>
          ))}
          <text x={LEFT} y={HEIGHT - 6}>
            {t('curve.ahead.now')}
          </text>
          {aheadTicks(now, until, x, 54).map((hours) => (
            <g key={hours}>
              <line
                class="grid"
                x1={x(now + hours * 3_600_000)}
                x2={x(now + hours * 3_600_000)}
                y1={TOP}
                y2={HEIGHT - BOTTOM}
              />
              <text x={x(now + hours * 3_600_000)} y={HEIGHT - 6} text-anchor="middle">
                {aheadName(hours)}
              </text>
            </g>
          ))}
          {zones.map((zone) => {
            const value = index.get(zone);
            if (value === undefined) return null;
            const height = y(toNumber(value));
            return (
              <line
                key={zone}
                class="index"
                x1={LEFT}
                x2={width - RIGHT}
                y1={height}
                y2={height}
                stroke={zoneColour(zones, zone)}
              />
            );
          })}
          {inOrder(all, base).map((pillar) => (
            <Segment
              key={pillar.key}
              {...{ pillar, x, y, now }}
              colour={zoneColour(zones, pillar.zone)}
              base={pillar.zone === base}
              on={pillar.key === at}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

interface SegmentProps {
  pillar: Pillar;
  x: (moment: number) => number;
  y: (price: number) => number;
  colour: string;
  base: boolean;
  on: boolean;
}

function Segment({ pillar, x, y, colour, base, on }: SegmentProps) {
  const { start, end } = spanOf(pillar.period);
  const [from, to] = [x(start), Math.max(x(end), x(start) + 4)];
  const { bid, ask, price, made } = pillar;
  const height = y(toNumber(price!));
  return (
    <a href={hrefOf('series', pillar.key)} tabIndex={-1} style={{ color: colour }}>
      {base && bid !== null && ask !== null && (
        <rect
          class="band"
          x={from}
          width={to - from}
          y={y(toNumber(ask))}
          height={Math.max(1, y(toNumber(bid)) - y(toNumber(ask)))}
        />
      )}
      <line
        class={['segment', base && 'base', on && 'on', made !== 'mid' && 'weak']
          .filter(Boolean)
          .join(' ')}
        x1={from}
        x2={to}
        y1={height}
        y2={height}
      />
    </a>
  );
}

function Readout({
  pillar,
  zones,
  index,
}: {
  pillar: Pillar | undefined;
  zones: readonly number[];
  index: ReadonlyMap<number, bigint>;
}) {
  if (pillar === undefined) {
    return (
      <div class="curve-read">
        {zones.map((zone) => (
          <span key={zone}>
            <i style={{ background: zoneColour(zones, zone) }} /> {zoneOf(zone)?.name ?? zone}
            <small class="dim num">
              {' '}
              {index.has(zone)
                ? `${t('curve.index')} ${roundAmount(index.get(zone)!, 4)}`
                : t('curve.noIndex')}
            </small>
          </span>
        ))}
      </div>
    );
  }
  const { zone, period, bid, ask, last, price, made } = pillar;
  const shown = (amount: bigint | null) => (amount === null ? '–' : showAmount(amount, 3));
  return (
    <div class="curve-read num">
      <span>
        <i style={{ background: zoneColour(zones, zone) }} /> {zoneOf(zone)?.name ?? zone}{' '}
        <b>{periodName(period)}</b>
      </span>
      <span>
        {shown(price)} <small class="dim">{t(`curve.made.${made!}`)}</small>
      </span>
      <small class="dim">
        {t('curve.bid')} {shown(bid)} · {t('curve.ask')} {shown(ask)} · {t('curve.last')}{' '}
        {shown(last)}
      </small>
    </div>
  );
}

/** The zone that is looked at lies above the others. */
const inOrder = (all: readonly Pillar[], base: number): Pillar[] => [
  ...all.filter(({ zone }) => zone !== base),
  ...all.filter(({ zone }) => zone === base),
];

/** All prices that are shown, with room around them. */
function reachOf(
  all: readonly Pillar[],
  base: number,
  index: ReadonlyMap<number, bigint>,
): [number, number] {
  const shown = [
    ...all.flatMap(({ zone, price, bid, ask }) => (zone === base ? [price, bid, ask] : [price])),
    ...index.values(),
  ]
    .filter((price) => price !== null)
    .map(toNumber);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const room = (high - low || high || 1) * 0.06;
  return [low - room, high + room];
}

/** Which line somebody points at: the nearest within twenty pixels. */
function nearest(
  all: readonly Pillar[],
  x: (moment: number) => number,
  y: (price: number) => number,
  atX: number,
  atY: number,
): string | null {
  let found: string | null = null;
  let least = 20;
  for (const { key, period, price } of all) {
    const { start, end } = spanOf(period);
    const aside = Math.max(0, x(start) - atX, atX - Math.max(x(end), x(start) + 4));
    const distance = Math.hypot(aside, y(toNumber(price!)) - atY);
    if (distance >= least) continue;
    [found, least] = [key, distance];
  }
  return found;
}

function aheadName(hours: number): string {
  if (hours < 24) return t('curve.ahead.hours', { n: hours });
  if (hours < 168) return t('curve.ahead.days', { n: hours / 24 });
  if (hours < 720) return t('curve.ahead.weeks', { n: hours / 168 });
  if (hours < 8_760) return t('curve.ahead.months', { n: hours / 720 });
  return t('curve.ahead.years', { n: hours / 8_760 });
}

// The book as a ladder: asks above, bids below, the best prices in the middle.

import type { ReadonlySignal, Signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { changeOf, grouped, showAmount, showChange } from '../../calc/amount.ts';
import { middle, type Rung, rungs } from '../../calc/book.ts';
import type { Live } from '../../chain/live.ts';
import { t } from '../../text/index.ts';
import { Loading, Notice, Panel } from '../../ui/panel.tsx';
import type { Depth, Mine } from './reads.ts';
import type { Picked } from './ticket.tsx';

/** Levels of each side: as many places are there whatever the book has, so that nothing jumps. */
const SHOWN = 12;

interface Props {
  depth: ReadonlySignal<Live<Depth>>;
  mine: ReadonlySignal<Live<Mine | null>>;
  decimals: number;
  picked: Signal<Picked | null>;
}

export function Book({ depth, mine, decimals, picked }: Props) {
  const { value, error } = depth.value;
  const own = useMemo(
    () => new Set(mine.value.value?.orders.map(({ price }) => price)),
    [mine.value.value?.orders],
  );
  if (value === undefined) {
    return (
      <Panel title={t('series.book')}>
        {error === null ? <Loading /> : <Notice bad>{error}</Notice>}
      </Panel>
    );
  }
  const [bids, asks] = [rungs(value.bids, SHOWN), rungs(value.asks, SHOWN)];
  const most = [bids.at(-1), asks.at(-1)].reduce(
    (max, rung) => (rung !== undefined && rung.sum > max ? rung.sum : max),
    1n,
  );
  const place = (side: 'bid' | 'ask', rung: Rung | undefined, key: string) =>
    rung === undefined ? (
      <div key={key} class="rung" aria-hidden="true" />
    ) : (
      <Place
        key={key}
        side={side}
        rung={rung}
        share={Number((rung.sum * 1_000n) / most) / 10}
        own={own.has(rung.price)}
        decimals={decimals}
        picked={picked}
      />
    );
  const places = Array.from({ length: SHOWN }, (_, n) => n);
  return (
    <Panel title={t('series.book')} class="book">
      <div class="rung head">
        <span>{t('series.price')}</span>
        <span>{t('series.units')}</span>
        <span>{t('series.sum')}</span>
      </div>
      <div class="asks" role="group" aria-label={t('series.asks')}>
        {[...places].reverse().map((n) => place('ask', asks.at(n), `ask ${n}`))}
      </div>
      <Spread depth={value} decimals={decimals} />
      <div class="bids" role="group" aria-label={t('series.bids')}>
        {places.map((n) => place('bid', bids.at(n), `bid ${n}`))}
      </div>
    </Panel>
  );
}

function Spread({ depth: { bids, asks }, decimals }: { depth: Depth; decimals: number }) {
  const mid = middle(bids, asks);
  const [bid, ask] = [bids.at(0)?.[0], asks.at(0)?.[0]];
  const spread = bid !== undefined && ask !== undefined ? ask - bid : null;
  const part = bid !== undefined && ask !== undefined ? changeOf(bid, ask) : null;
  return (
    <div class="spread">
      <b class="num">{mid === null ? '–' : showAmount(mid, decimals)}</b>
      <span class="dim">
        {spread === null
          ? t(bid === undefined && ask === undefined ? 'series.emptyBook' : 'series.oneSided')
          : t('series.spread', {
              spread: showAmount(spread, decimals),
              part: showChange(part ?? 0).replace('+', ''),
            })}
      </span>
    </div>
  );
}

interface PlaceProps {
  side: 'bid' | 'ask';
  rung: Rung;
  share: number;
  own: boolean;
  decimals: number;
  picked: Signal<Picked | null>;
}

function Place({ side, rung, share, own, decimals, picked }: PlaceProps) {
  const { price, units, orders, sum } = rung;
  // A place whose level is as it was is not looked at again, however often the book moves.
  return useMemo(
    () => (
      <button
        type="button"
        class={`rung ${side}`}
        style={{ '--share': `${share}%` }}
        title={t('series.level', { orders, sum: grouped(sum) })}
        onClick={() => {
          // Who takes an ask buys, up to all that is on the way to it.
          picked.value = { bids: side === 'ask', price, quantity: Number(sum) };
        }}
      >
        <span class={side === 'bid' ? 'up' : 'down'}>
          {own && (
            <span class="own" title={t('series.own')}>
              ●
            </span>
          )}
          {showAmount(price, decimals)}
        </span>
        <span>{grouped(units)}</span>
        <span class="dim">{grouped(sum)}</span>
      </button>
    ),
    [side, price, units, orders, sum, share, own, decimals, picked],
  );
}

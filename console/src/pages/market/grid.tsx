// A product's grid: a row a period, a column a zone.

import { DAY, spanOf, type Period } from '@headroom/js';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Cell, Group } from '../../calc/grid.ts';
import { grouped, showAmount } from '../../calc/amount.ts';
import { shortPeriod } from '../../calc/period.ts';
import { catalogue, type Product, zoneOf } from '../../chain/catalogue.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Change, Price } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';

interface Props {
  product: Product;
  groups: Group[];
}

export function Grid({ product, groups }: Props) {
  const markets = catalogue.value.markets.filter((market) => market.product === product.id);
  return (
    <Panel
      class="grid-panel"
      title={product.name}
      tools={
        <span class="dim">{t(product.weights === null ? 'market.gpu' : 'market.tokens')}</span>
      }
    >
      <div class="scroll" role="region" aria-label={product.name} tabIndex={0}>
        <table class="market-grid">
          <thead>
            <tr>
              <th scope="col">{t('market.period')}</th>
              {markets.map(({ zone, reference, paused }) => (
                <th key={zone} scope="col" class="right">
                  <b>{zoneOf(zone)?.name ?? `#${zone}`}</b>
                  <small class="wide-only"> {zoneOf(zone)?.region}</small>
                  {paused && <small class="warn"> {t('market.paused')}</small>}
                  <div class="dim">
                    {t('market.reference')} <Price price={reference} product={product.id} />
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          {groups.map(({ kind, rows }) => (
            <tbody key={kind}>
              <tr class="group">
                <th scope="rowgroup" colSpan={markets.length + 1}>
                  {t(`market.kind.${kind}`)}
                </th>
              </tr>
              {rows.map(({ key, period, cells }) => (
                <tr key={key}>
                  <PeriodHead period={period} />
                  {markets.map(({ zone }) => (
                    <td key={zone} class="right">
                      <Tile
                        cell={cells.get(zone) ?? null}
                        product={product}
                        series={`${product.id}/${zone}/${key}`}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
          {groups.length === 0 && (
            <tbody>
              <tr class="none">
                <td colSpan={markets.length + 1}>{t('market.nothing')}</td>
              </tr>
            </tbody>
          )}
        </table>
      </div>
    </Panel>
  );
}

function PeriodHead({ period }: { period: Period }) {
  const { start } = spanOf(period);
  return (
    <th scope="row">
      {shortPeriod(period)}
      {'Hour' in period && (
        <small class="dim"> {shortPeriod({ Day: Math.floor(start / DAY) })}</small>
      )}
    </th>
  );
}

interface TileProps {
  cell: Cell | null;
  product: Product;
  series: string;
}

/** A series in two lines: what it last traded at, and what it can be sold and bought at. */
function Tile({ cell, product, series }: TileProps) {
  const { best, ticker } = cell ?? { best: null, ticker: null };
  const { last, open, volume } = ticker ?? { last: null, open: null, volume: 0 };
  const [bid, ask] = [best?.bid ?? null, best?.ask ?? null];
  const [zone, period] = series.split('/').slice(1);
  // A grid of sixty tiles is told anew a few times a second, and most of them are as they were.
  return useMemo(() => {
    const label = [product.name, zoneOf(Number(zone))?.name ?? zone, period].join(' ');
    const price = (of: bigint | null) => (of === null ? '–' : showAmount(of, product.decimals));
    return (
      <a class={`tile${cell === null ? ' bare' : ''}`} href={hrefOf('series', series)}>
        <span class="hidden">{label}</span>
        {cell === null ? (
          <span class="dim">·</span>
        ) : (
          <>
            <span class="line">
              {ticker !== null && volume > 0 && <Change from={ticker.open} to={ticker.last} />}
              <Last price={last} shown={price(last)} />
            </span>
            <span class="line small">
              {volume > 0 && (
                <span class="num dim wide-only" title={t('market.volume')}>
                  {t('market.vol', { units: grouped(volume) })}
                </span>
              )}
              <span class="num" title={t('market.bidAsk')}>
                <span class={bid === null ? 'dim' : 'up'}>{price(bid)}</span>
                <span class="dim"> / </span>
                <span class={ask === null ? 'dim' : 'down'}>{price(ask)}</span>
              </span>
            </span>
          </>
        )}
      </a>
    );
  }, [cell === null, bid, ask, last, open, volume, product, series]);
}

/** A last price, which lights up for a moment when it moves. */
function Last({ price, shown }: { price: bigint | null; shown: string }) {
  const before = useRef(price);
  const moved = price === null || before.current === null ? 0 : Number(price - before.current);
  useEffect(() => {
    before.current = price;
  }, [price]);
  const tone = moved > 0 ? 'flash-up' : moved < 0 ? 'flash-down' : '';
  return (
    <span key={shown} class={`num last ${tone}`}>
      {shown}
    </span>
  );
}

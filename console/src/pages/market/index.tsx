// The market: products × zones × periods, with what each trades at.

import { computed, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { gridOf, withLast } from '../../calc/grid.ts';
import { useBooks } from '../../chain/books.ts';
import { catalogue } from '../../chain/catalogue.ts';
import { fillsOf } from '../../chain/fills.ts';
import { head, onBlock } from '../../chain/head.ts';
import { rules } from '../../chain/rules.ts';
import { historyStatus, tickers } from '../../history/client.ts';
import { useHistory } from '../../history/live.ts';
import { hrefOf } from '../../router.ts';
import { t } from '../../text/index.ts';
import { Choice } from '../../ui/field.tsx';
import { HistoryNotice, Loading } from '../../ui/panel.tsx';
import type { PageProps } from '../index.ts';
import { Grid } from './grid.tsx';
import { GoTo } from './goto.tsx';
import './market.css';

/** How often history is asked, in milliseconds: last prices come with each block. */
const PACE = 5_000;

/** What trading stops before a period by, until the chain has said it. */
const USUAL_LEAD = 75 * 60_000;

/** Chain time by the minute: rows go when their trading stops, not with each block. */
const minute = computed(() => {
  const time = head.value?.time ?? historyStatus.value?.best.time ?? Date.now();
  return Math.floor(time / 60_000) * 60_000;
});

/** Last prices since the page is there, by series. */
function useLast() {
  const last = useMemo(
    () => signal<ReadonlyMap<string, { price: bigint; time: number }>>(new Map()),
    [],
  );
  useEffect(
    () =>
      onBlock((block) => {
        const fills = fillsOf(block);
        if (fills.length === 0 && !block.gap) return;
        const kept = block.gap ? [] : last.peek();
        last.value = new Map([
          ...kept,
          ...fills.map(({ series, price, time }) => [series, { price, time }] as const),
        ]);
      }),
    [],
  );
  return last;
}

export default function MarketPage({ query }: PageProps) {
  const books = useBooks();
  const told = useHistory(tickers, [], PACE);
  const last = useLast();
  const { products } = catalogue.value;
  const wanted = query.get('product');
  const shown = products.filter(({ id }) => wanted === null || String(id) === wanted);
  const lead = rules.value === null ? USUAL_LEAD : rules.value.gateLead + rules.value.tradingStop;

  const all = withLast(told.value.value ?? [], last.value);
  const ready = books.value !== null || told.value.value !== undefined;
  return (
    <>
      <div class="page-head">
        <h1>{t('page.market')}</h1>
        {products.length > 1 && (
          <Choice
            label={t('market.product')}
            value={wanted ?? ''}
            onValue={(id) => {
              location.replace(hrefOf('market', '', id === '' ? {} : { product: id }));
            }}
            options={[
              ['', t('market.all')],
              ...products.map(({ id, name }) => [String(id), name] as const),
            ]}
          />
        )}
        <span class="grow" />
        <GoTo />
      </div>
      <HistoryNotice />
      {!ready || products.length === 0 ? (
        <Loading />
      ) : (
        <div class="grids">
          {shown.map((product) => (
            <Grid
              key={product.id}
              product={product}
              groups={gridOf(product.id, books.value ?? new Map(), all, minute.value, lead)}
            />
          ))}
        </div>
      )}
    </>
  );
}

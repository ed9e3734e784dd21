// What has been, as history tells it: orders, fills, agreements, and everything that named one.

import { useState } from 'preact/hooks';
import type { Series } from '@headroom/js';
import { grouped } from '../../calc/amount.ts';
import { parseSeries } from '../../calc/period.ts';
import { productOf, seriesName } from '../../chain/catalogue.ts';
import { activity, endedAgreements, historyState, orders, trades } from '../../history/client.ts';
import type { Activity, EndedAgreement, PastOrder, Trade } from '../../history/types.ts';
import { hrefOf } from '../../router.ts';
import { nameOf } from '../../sign/accounts.ts';
import { has, showTime, t } from '../../text/index.ts';
import { Choice } from '../../ui/field.tsx';
import { Money } from '../../ui/money.tsx';
import { showAmount } from '../../calc/amount.ts';
import { HistoryNotice, Panel } from '../../ui/panel.tsx';
import type { Column } from '../../ui/table.tsx';
import { Pages } from './pages.tsx';
import { sayFields } from './say.ts';

const PAGE = 50;
const KINDS = ['fills', 'orders', 'agreements', 'activity'] as const;

export function Past({ who }: { who: string }) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('fills');
  if (historyState.value === 'absent' || historyState.value === 'other') return <HistoryNotice />;
  return (
    <Panel
      title={t('mine.past')}
      tools={
        <Choice
          label={t('mine.past')}
          value={kind}
          onValue={setKind}
          options={KINDS.map((one) => [one, t(`past.${one}`)] as const)}
        />
      }
    >
      {kind === 'fills' && (
        <Pages
          key="fills"
          label={t('past.fills')}
          ask={(before) => trades({ account: who, before, limit: PAGE })}
          keys={[who]}
          itemKey={({ block, event }) => `${block} ${event}`}
          columns={fillColumns(who)}
        />
      )}
      {kind === 'orders' && (
        <Pages
          key="orders"
          label={t('past.orders')}
          ask={(before) => orders(who, { before, limit: PAGE })}
          keys={[who]}
          itemKey={({ series, seq }) => `${series} ${seq}`}
          columns={orderColumns}
        />
      )}
      {kind === 'agreements' && (
        <Pages
          key="agreements"
          label={t('past.agreements')}
          ask={(before) => endedAgreements(who, { before, limit: PAGE })}
          keys={[who]}
          itemKey={({ id }) => id}
          columns={agreementColumns(who)}
        />
      )}
      {kind === 'activity' && (
        <Pages
          key="activity"
          label={t('past.activity')}
          ask={(before) => activity(who, { before, limit: PAGE })}
          keys={[who]}
          itemKey={({ block, event }) => `${block} ${event}`}
          columns={activityColumns}
        />
      )}
    </Panel>
  );
}

const when = <T extends { time: number }>(): Column<T> => ({
  title: t('past.time'),
  cell: ({ time }) => <span class="num dim">{showTime(time)}</span>,
});

const nameOfKey = (key: string) => {
  const series = parseSeries(key);
  return series === null ? key : <a href={hrefOf('series', key)}>{seriesName(series)}</a>;
};

const priceOf = (key: string, price: bigint) => {
  const product = parseSeries(key)?.product;
  const decimals = product === undefined ? 3 : (productOf(product)?.decimals ?? 3);
  return <span class="num">{showAmount(price, decimals)}</span>;
};

const bought = (buys: boolean) => (
  <span class={buys ? 'up' : 'down'}>{t(buys ? 'past.bought' : 'past.sold')}</span>
);

const fillColumns = (who: string): Column<Trade>[] => [
  when(),
  { title: t('acting.series'), cell: ({ series }) => nameOfKey(series) },
  { title: t('mine.side'), cell: ({ buyer }) => bought(buyer === who) },
  { title: t('mine.price'), right: true, cell: ({ series, price }) => priceOf(series, price) },
  { title: t('acting.quantity'), right: true, cell: ({ quantity }) => grouped(quantity) },
  { title: t('past.value'), right: true, cell: ({ value }) => <Money amount={value} /> },
  {
    title: t('past.fee'),
    right: true,
    cell: ({ buyer, buyerFee, sellerFee }) => (
      <Money amount={buyer === who ? buyerFee : sellerFee} />
    ),
  },
  {
    title: t('past.with'),
    wideOnly: true,
    cell: ({ buyer, seller }) => nameOf(buyer === who ? seller : buyer),
  },
];

const orderColumns: Column<PastOrder>[] = [
  when(),
  { title: t('acting.series'), cell: ({ series }) => nameOfKey(series) },
  {
    title: t('mine.side'),
    cell: ({ side }) => (
      <span class={side === 'Bid' ? 'up' : 'down'}>
        {t(side === 'Bid' ? 'mine.bid' : 'mine.ask')}
      </span>
    ),
  },
  { title: t('mine.price'), right: true, cell: ({ series, price }) => priceOf(series, price) },
  {
    title: t('past.filled'),
    right: true,
    cell: ({ filled, quantity }) =>
      t('delivery.of', { part: grouped(filled), whole: grouped(quantity) }),
  },
  {
    title: t('past.state'),
    cell: ({ state, reason }) => {
      const key = `reason.${reason}`;
      return reason === null ? t(`past.${state}`) : has(key) ? t(key) : reason;
    },
  },
];

const agreementColumns = (who: string): Column<EndedAgreement>[] => [
  when(),
  { title: t('past.agreement'), cell: ({ id }) => `#${id}` },
  { title: t('acting.series'), cell: ({ terms }) => seriesName(terms['series'] as Series) },
  { title: t('mine.side'), cell: ({ buyer }) => bought(buyer === who) },
  { title: t('past.with'), cell: ({ buyer, seller }) => nameOf(buyer === who ? seller : buyer) },
  {
    title: t('past.outcome'),
    cell: ({ outcome }) => {
      const name = typeof outcome === 'string' ? outcome : Object.keys(outcome)[0];
      const key = `outcome.${name}`;
      return has(key) ? t(key) : name;
    },
  },
  {
    title: t('past.settledAt'),
    right: true,
    cell: ({ price }) => (price === null ? '–' : showAmount(price, 3)),
  },
  {
    title: t('forward.gain'),
    right: true,
    cell: ({ gain, buyer }) => <Money amount={buyer === who ? gain : -gain} signed />,
  },
];

const activityColumns: Column<Activity>[] = [
  when(),
  { title: t('past.block'), right: true, wideOnly: true, cell: ({ block }) => grouped(block) },
  { title: t('past.what'), cell: ({ name }) => name },
  { title: t('past.details'), class: 'dim', cell: ({ fields }) => sayFields(fields) },
];

// The order ticket: what is typed, what it comes to now, and what the chain would refuse.

import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Series } from '@headroom/js';
import { grouped, parseAmount, parseCount, showAmount } from '../../calc/amount.ts';
import { withoutOwn } from '../../calc/book.ts';
import { type Draft, meet, type OrderProblem, problemsOf, type Rules } from '../../calc/order.ts';
import { outlookOf, parseTime } from '../../calc/ticket.ts';
import { type Product, seriesName } from '../../chain/catalogue.ts';
import { head } from '../../chain/head.ts';
import type { Live } from '../../chain/live.ts';
import { openAccounts } from '../../shell/account.tsx';
import { account, nameOf } from '../../sign/accounts.ts';
import { showTime, t } from '../../text/index.ts';
import { Choice, Field, Select } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { planOf } from './plan.ts';
import type { Depth, Mine } from './reads.ts';
import { Outlook } from './outlook.tsx';

/** What somebody clicked on in the book. */
export interface Picked {
  bids: boolean;
  price: bigint;
  quantity: number;
}

const KINDS = [
  'GoodTillCancelled',
  'GoodTillTime',
  'ImmediateOrCancel',
  'FillOrKill',
  'PostOnly',
] as const;
type TimeKind = (typeof KINDS)[number];

/** Which field a problem is about; the others are said at the foot. */
const FIELD_OF: Partial<Record<OrderProblem, 'price' | 'quantity' | 'until' | 'fills'>> = {
  ZeroPrice: 'price',
  PriceNotOnTick: 'price',
  PriceTooHigh: 'price',
  ZeroQuantity: 'quantity',
  QuantityNotInLots: 'quantity',
  InsufficientUnits: 'quantity',
  BadExpiry: 'until',
  BadFillCap: 'fills',
};

interface Props {
  series: Series;
  product: Product;
  hours: number;
  rules: Rules;
  stop: number;
  paused: boolean;
  depth: ReadonlySignal<Live<Depth>>;
  mine: ReadonlySignal<Live<Mine | null>>;
  picked: Signal<Picked | null>;
  /** Whose units to begin with selling; with nothing, it begins with buying. */
  sell: string | null;
}

export function Ticket(props: Props) {
  const { series, product, hours, rules, stop, paused, depth, mine, picked, sell } = props;
  const bids = useSignal(sell === null);
  const [price, quantity] = [useSignal(''), useSignal('')];
  const kind = useSignal<TimeKind>('GoodTillCancelled');
  const until = useSignal('');
  const fills = useSignal('16');
  const issuer = useSignal<string | null>(sell);
  // A block a second would be a new ticket a second: only that trading has stopped is told.
  const stopped = useComputed(() => head.value !== null && head.value.time >= stop);

  useEffect(() => {
    const pick = picked.value;
    if (pick === null) return;
    bids.value = pick.bids;
    price.value = showAmount(pick.price, product.decimals);
    quantity.value = String(pick.quantity);
  }, [picked.value]);

  const book = depth.value.value ?? { bids: [], asks: [] };
  const found = mine.value.value ?? null;
  const stock = found?.stock ?? [];
  const seller = stock.find(({ operator }) => operator === issuer.value) ?? stock.at(0) ?? null;
  const opposite = useMemo(
    () => withoutOwn(bids.value ? book.asks : book.bids, !bids.value, found?.orders ?? []),
    [bids.value, book, found?.orders],
  );

  const typed = {
    price: parseAmount(price.value),
    quantity: parseCount(quantity.value),
    fills: parseCount(fills.value),
    until: kind.value === 'GoodTillTime' ? parseTime(until.value) : 0,
  };
  const draft = draftOf(typed, bids.value, hours, kind.value);
  const cover = bids.value ? 0n : (seller?.cover ?? 0n);
  const problems =
    draft === null
      ? []
      : problemsOf(draft, rules, {
          now: stopped.value ? stop : (head.peek()?.time ?? 0),
          stop,
          paused,
          debt: found?.cash.debt ?? 0n,
          // Without an account nothing is known of its cash; it is asked for at the foot.
          free: found?.cash.free ?? 1n << 127n,
          orders: found?.orders.length ?? 0,
          units: seller?.free ?? 0,
          cover,
          opposite,
        });
  const say = (problem: OrderProblem) =>
    t(`problem.${problem}`, {
      lot: rules.lot,
      tick: showAmount(rules.tick, product.decimals),
      least: showAmount(rules.minOrderValue),
      most: problem === 'TooManyOrders' ? rules.maxOrders : rules.maxFills,
      stop: showTime(stop),
    });
  const about = (field: 'price' | 'quantity' | 'until' | 'fills', text: string) => {
    if (text === '') return null;
    if (typed[field] === null) {
      return t(`series.bad.${field}`);
    }
    const problem = problems.find((one) => FIELD_OF[one] === field);
    return problem === undefined ? null : say(problem);
  };
  const rest = problems.filter((problem) => FIELD_OF[problem] === undefined).map(say);
  const outlook = draft === null ? null : outlookOf(draft, rules, cover, opposite);

  const step = (by: 1 | -1) => {
    const from = parseAmount(price.value) ?? opposite.at(0)?.[0] ?? 0n;
    const to = (from / rules.tick + BigInt(by)) * rules.tick;
    if (to > 0n) price.value = showAmount(to, product.decimals);
  };
  const more = (by: 1 | -1) => {
    const to = (parseCount(quantity.value) ?? 0) + by * rules.lot;
    if (to > 0) quantity.value = String(to);
  };
  /** The price at which all of it would be filled now, or the best there is. */
  const take = () => {
    const limit = bids.value ? 1n << 127n : 0n;
    const wanted = typed.quantity ?? rules.lot;
    const { worst } = meet(opposite, bids.value, limit, wanted, hours, rules.takerFee);
    if (worst !== null) price.value = showAmount(worst, product.decimals);
  };

  const name = seriesName(series);
  const ready = draft !== null && problems.length === 0 && account.value !== null;
  return (
    <Panel title={t('series.ticket')} class={`ticket ${bids.value ? 'buys' : 'sells'}`}>
      <form
        class="body"
        onSubmit={(event) => {
          event.preventDefault();
          if (account.peek() === null) openAccounts();
          else if (ready && outlook !== null) {
            const operator = seller?.operator ?? '';
            void planOf({ series, name, product, draft, outlook, operator }).then((done) => {
              if (done) quantity.value = '';
            });
          }
        }}
      >
        <Choice
          class="sides"
          label={t('series.side')}
          value={bids.value ? 'buy' : 'sell'}
          onValue={(side) => {
            bids.value = side === 'buy';
          }}
          options={[
            ['buy', t('series.buy')],
            ['sell', t('series.sell')],
          ]}
        />
        {!bids.value && (
          <Select
            label={t('series.operator')}
            value={seller?.operator ?? ''}
            onValue={(operator) => {
              issuer.value = operator;
            }}
            disabled={stock.length === 0}
            options={
              stock.length === 0
                ? [['', t('series.noUnits')]]
                : stock.map(({ operator, free }) => [
                    operator,
                    t('series.stock', { operator: nameOf(operator), units: grouped(free) }),
                  ])
            }
          />
        )}
        <Field
          label={t('series.limit')}
          value={price.value}
          onValue={(text) => {
            price.value = text;
          }}
          numeric
          onStep={step}
          unit={t('series.perHour')}
          problem={about('price', price.value)}
          hint={
            <button type="button" class="link" onClick={take} disabled={opposite.length === 0}>
              {t(bids.value ? 'series.takeAsk' : 'series.takeBid')}
            </button>
          }
        />
        <Field
          label={t('series.quantity')}
          value={quantity.value}
          onValue={(text) => {
            quantity.value = text;
          }}
          numeric
          onStep={more}
          unit={t('series.unitsFor', { hours })}
          problem={about('quantity', quantity.value)}
        />
        <Select
          label={t('series.timeInForce')}
          value={kind.value}
          onValue={(value) => {
            kind.value = KINDS.find((one) => one === value) ?? 'GoodTillCancelled';
            if (until.peek() === '') until.value = showTime(stop);
          }}
          options={KINDS.map((one) => [one, t(`series.tif.${one}`)] as const)}
        />
        {kind.value === 'GoodTillTime' && (
          <Field
            label={t('series.untilField')}
            value={until.value}
            onValue={(text) => {
              until.value = text;
            }}
            problem={about('until', until.value)}
          />
        )}
        <Field
          label={t('series.maxFills')}
          value={fills.value}
          onValue={(text) => {
            fills.value = text;
          }}
          numeric
          problem={about('fills', fills.value)}
        />
        {draft !== null && outlook !== null && (
          <Outlook outlook={outlook} product={product} hours={hours} free={found?.cash.free} />
        )}
        {rest.length > 0 && (
          <ul class="problems down" role="alert">
            {rest.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
        <button
          type="submit"
          class={bids.value ? 'buy' : 'sell'}
          disabled={account.value !== null && !ready}
        >
          {account.value === null
            ? t('account.choose')
            : t(bids.value ? 'series.buyUnits' : 'series.sellUnits', {
                units: grouped(typed.quantity ?? 0),
              })}
        </button>
      </form>
    </Panel>
  );
}

interface Typed {
  price: bigint | null;
  quantity: number | null;
  fills: number | null;
  until: number | null;
}

/** What is typed as an order; null where one of the fields says nothing yet. */
function draftOf(typed: Typed, bids: boolean, hours: number, kind: TimeKind): Draft | null {
  const { price, quantity, fills, until } = typed;
  if (price === null || quantity === null || fills === null || until === null) return null;
  const timeInForce = kind === 'GoodTillTime' ? { GoodTillTime: until } : kind;
  return { bids, price, quantity, hours, timeInForce, maxFills: fills };
}

// Two indexes on a live dev chain, reported by five feeders whose venues differ and lie, with trades of
// our own books; a basket of the two; what can be read of them; and the ladder to its end.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type ApiPromise,
  ask,
  call,
  cash,
  closeHour,
  createBasket,
  createIndex,
  type Index,
  type Input,
  issue,
  type Name,
  people,
  type Person,
  placeOrder,
  read,
  registerReporter,
  REPORTERS,
  send,
  type Series,
  type Value,
} from '@headroom/js';
import { Feed, type Followed, type Traded } from './feed.ts';
import { meanOf } from './method.ts';
import { Node } from './node.ts';
import { Ratio } from './ratio.ts';

const GPU = 0;
const ZONES = ['cn-nx', 'no-1'];
/** Thousandths of each index in the basket. */
const WEIGHTS = [650, 350];
const BASKET = 2;
/** Hours from the first on: venues tell of so many, and from then on of nothing. */
const TOLD = 20;
/** In this hour, books of ours trade as well. */
const OWN = 10;
/** In this one the price leaps further than an hour may move. */
const LEAP = 14;
/** In these nothing is traded in the second zone. */
const QUIET = [5, 6, 7];

let node: Node;
let api: ApiPromise;
let who: Record<Name, Person>;

before(async () => {
  who = await people();
  node = await Node.start(['--dev']);
  api = await node.connect();
});
after(() => node.stop());

/** What a venue says of the `nth` hour: venues are a little off each other, and one lies. */
function said(zone: number, venue: number, nth: number): Traded[] {
  if (nth < 0 || nth >= TOLD || (zone === 1 && QUIET.includes(nth))) return [];
  const leapt = nth === LEAP && zone === 0 ? 1_500n : 1_000n;
  const worth = (cash('2') * BigInt(1_000 + 7 * zone + 3 * nth) * leapt) / 1_000_000n;
  const lies = venue === nth % REPORTERS.length;
  const off = lies ? (nth % 2 === 0 ? 1_310n : 777n) : BigInt(996 + 2 * venue);
  const quantity = [9, 21, 5, 12, 40][venue];
  const price = (worth * off) / 1_000n;
  return venue === 3
    ? [
        { price, quantity },
        { price: price + 1_234n, quantity: 7 },
      ]
    : [{ price, quantity }];
}

test('indexes, and a basket of them, are what their inputs make them', () =>
  node.showing(async () => {
    for (const zone of ZONES.keys()) await send(api, who.Alice, createIndex(api, GPU, zone));
    const components = WEIGHTS.map((weight, index) => ({ index, weight }));
    const made = await send(api, who.Alice, createBasket(api, components));
    const created = made.only('index.IndexCreated');
    assert.deepEqual([created.index, created.definition], [BASKET, { Basket: components }]);
    for (const name of REPORTERS) {
      await send(api, who[name], registerReporter(api, cash('10,000')));
    }
    const { first } = await read<Index>(api, 'index.indexes', BASKET);
    const lines = ZONES.map((zone, index) => ({
      index,
      place: { product: 'h100-sxm', zone, prices: ['0.5', '10'] as [string, string] },
      trades: (venue: number, hour: number) => said(index, venue, hour - first),
    }));
    const feed = await Feed.open(node, api, who, lines);
    try {
      const [norm] = feed.indexes;
      await trades(norm, first + OWN);
      await feed.run(first + TOLD);
      await readable(norm, first);
      await basket(feed.indexes, first, TOLD);

      // The last price stands for a day, and then there is none.
      await feed.run(first + TOLD + 26);
      await basket(feed.indexes, first + TOLD, 26);
      const rungs = feed.indexes.map(({ values }) => [...values.values()].map(({ rung }) => rung));
      assert.deepEqual(rungs[0].slice(TOLD), [...Array<string>(24).fill('Last'), ...GONE]);
      assert.deepEqual(
        QUIET.map((nth) => rungs[1][nth]),
        QUIET.map(() => 'Last'),
      );
      assert.ok(norm.values.get(first + LEAP)!.limited);
    } finally {
      await feed.end();
    }
  }));

const GONE = ['Suspended', 'Suspended'];

/** Two operators sell units of an hour to two labs: four more accounts behind its inputs. */
async function trades(index: Followed, hour: number): Promise<void> {
  const series: Series = { product: GPU, zone: 0, period: { Hour: hour } };
  const sales = [
    ['Helios', 'Lumen', '2.011', 26],
    ['Helios', 'Parallax', '2.029', 14],
    ['Borealis', 'Parallax', '1.987', 33],
  ] as const;
  for (const [seller, buyer, text, quantity] of sales) {
    const price = cash(text);
    const operator = who[seller].address;
    const side = { Ask: { operator } };
    const ask = placeOrder(api, { series, side, price, quantity });
    await send(
      api,
      who[seller],
      call(api, 'utility.batchAll', [issue(api, series, quantity), ask]),
    );
    const bid = placeOrder(api, { series, side: 'Bid', price, quantity });
    const [filled] = (await send(api, who[buyer], bid)).all('spot.Filled');
    assert.deepEqual([filled.price, filled.quantity], [price, quantity]);
    const own = index.own.get(hour) ?? [];
    index.own.set(hour, [...own, { price, quantity, behind: [seller, buyer, seller] }]);
  }
}

/** What anybody can read: the last value, and the inputs of one with what each of them counts. */
async function readable(index: Followed, first: number): Promise<void> {
  const last = await ask<[number, Value] | null>(api, 'indexApi.lastValue', index.line.index);
  assert.deepEqual(last, [first + TOLD - 1, index.values.get(first + TOLD - 1)]);
  for (const hour of [first, first + OWN, first + LEAP]) {
    const found = await ask<[Input, bigint][]>(api, 'indexApi.inputs', index.line.index, hour);
    const expected = index.inputs(hour);
    const { weights } = meanOf(expected)!;
    const names = new Map(Object.entries(who).map(([name, { address }]) => [address, name]));
    const seen = found.map(([{ price, quantity, source }, weight]) => {
      const behind =
        'Report' in source
          ? [source.Report.reporter]
          : [source.Trade.issuer, source.Trade.buyer, source.Trade.seller];
      return { price, quantity, behind: behind.map((address) => names.get(address)!), weight };
    });
    assert.equal(seen.length, expected.length);
    for (const [n, input] of expected.entries()) {
      const same = seen.filter(
        ({ price, quantity, behind }) =>
          price === input.price &&
          quantity === input.quantity &&
          behind.join() === input.behind.join(),
      );
      assert.equal(same.length, 1, `input ${n} of hour ${hour}`);
      // In parts of 2^40, of shares that are rounded to parts of 2^32.
      const off = Ratio.of(same[0].weight, 2n ** 40n).minus(weights[n]);
      const least = Ratio.of(1n, 2n ** 28n);
      assert.ok(off.compare(least) < 0 && Ratio.of(0).minus(off).compare(least) < 0);
    }
  }
}

/** The basket's hours are closed, and each is the weighted mean of its components. */
async function basket(indexes: readonly Followed[], from: number, count: number): Promise<void> {
  const closes = Array.from({ length: count }, () => closeHour(api, BASKET));
  const receipt = await send(api, who.Bob, call(api, 'utility.batchAll', closes));
  const closed = receipt.all('index.HourClosed') as unknown as { hour: number; value: Value }[];
  assert.equal(closed.length, count);
  for (const [n, { hour, value }] of closed.entries()) {
    assert.equal(hour, from + n);
    const parts = indexes.map(({ values }) => values.get(hour)!);
    if (parts.some(({ rung }) => rung === 'Suspended')) {
      assert.deepEqual([value.rung, value.price], ['Suspended', 0n]);
      continue;
    }
    const sum = Ratio.sum(parts.map(({ price }, n) => Ratio.of(price * BigInt(WEIGHTS[n]), 1000)));
    assert.deepEqual(
      [value.price, value.contributors, value.limited, value.rung],
      [
        sum.floor(),
        Math.min(...parts.map(({ contributors }) => contributors)),
        parts.some(({ limited }) => limited),
        parts.some(({ rung }) => rung === 'Last') ? 'Last' : 'Hour',
      ],
    );
  }
}

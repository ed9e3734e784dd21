import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { depthOf, middle, rungs, withoutOwn } from '../src/calc/book.ts';
import { merged, startOf, withFills } from '../src/calc/candles.ts';
import type { Level } from '../src/calc/order.ts';
import type { Candle, Trade } from '../src/history/types.ts';

const BIDS: Level[] = [
  [1_990_000n, 5n, 2],
  [1_980_000n, 3n, 1],
  [1_000_000n, 100n, 1],
];
const ASKS: Level[] = [
  [2_010_000n, 2n, 1],
  [2_030_000n, 4n, 2],
];

describe('a book', () => {
  test('without what is one’s own', () => {
    const own = [
      { bids: true, price: 1_990_000n, quantity: 2 },
      { bids: true, price: 1_980_000n, quantity: 3 },
      { bids: false, price: 2_010_000n, quantity: 1 },
    ];
    assert.deepEqual(withoutOwn(BIDS, true, own), [[1_990_000n, 3n, 1], BIDS[2]]);
    assert.deepEqual(withoutOwn(ASKS, false, own), [[2_010_000n, 1n, 0], ASKS[1]]);
    assert.equal(withoutOwn(ASKS, false, []), ASKS);
  });

  test('sums up to each level', () => {
    assert.deepEqual(
      rungs(BIDS, 2).map(({ sum }) => sum),
      [5n, 8n],
    );
  });

  test('has its middle between the best prices, or the one there is', () => {
    assert.equal(middle(BIDS, ASKS), 2_000_000n);
    assert.equal(middle([], ASKS), 2_010_000n);
    assert.equal(middle([], []), null);
  });

  test('as depth: near its middle, to the side of each last level the same', () => {
    assert.deepEqual(depthOf(BIDS, ASKS, 150n), {
      prices: [1_960_000n, 1_980_000n, 1_990_000n, 2_010_000n, 2_030_000n, 2_050_000n],
      bids: [8n, 8n, 5n, null, null, null],
      asks: [null, null, null, 2n, 6n, 6n],
    });
    assert.deepEqual(depthOf([], [], 150n).prices, []);
  });
});

const HOUR = 3_600_000;
const trade = (change: Partial<Trade>): Trade => ({
  block: 1,
  event: 0,
  time: HOUR,
  series: '0/0/2027',
  price: 2_000_000n,
  quantity: 1,
  value: 2_000_000n,
  buyer: 'B',
  seller: 'S',
  operator: 'S',
  takerBids: true,
  maker: 0,
  taker: 1,
  buyerFee: 0n,
  sellerFee: 0n,
  ...change,
});
const candle = (time: number, price: bigint): Candle => ({
  time,
  open: price,
  high: price,
  low: price,
  close: price,
  volume: 1,
  value: price,
  trades: 1,
});

describe('candles', () => {
  test('begin at the whole span', () => {
    assert.equal(startOf(HOUR + 61_000, 60), HOUR + 60_000);
    assert.equal(startOf(HOUR - 1, 3_600), 0);
  });

  test('take fills up, and new ones begin', () => {
    const first = candle(0, 1_900_000n);
    const all = withFills(
      [first, candle(HOUR, 2_000_000n)],
      [
        trade({ price: 2_100_000n, quantity: 3, value: 6_300_000n }),
        trade({ price: 1_950_000n, time: 2 * HOUR - 1 }),
        trade({ price: 2_050_000n, time: 3 * HOUR + 5 }),
      ],
      3_600,
    );
    assert.equal(all[0], first, 'what does not change is the same object');
    const { time, open, high, low, close, volume, trades } = all[1];
    assert.deepEqual([time, volume, trades], [HOUR, 5, 3]);
    assert.deepEqual([open, high, low, close], [2_000_000n, 2_100_000n, 1_950_000n, 1_950_000n]);
    assert.deepEqual([all.length, all[2].time, all[2].open], [3, 3 * HOUR, 2_050_000n]);
  });

  test('of no fills are the same list', () => {
    const list = [candle(0, 1n)];
    assert.equal(withFills(list, [], 60), list);
  });

  test('trades of history and of blocks are each there once, the newest first', () => {
    const one = [trade({ block: 3, event: 1 }), trade({ block: 2, event: 7 })];
    const two = [trade({ block: 2, event: 7 }), trade({ block: 3, event: 4 })];
    const at = merged(one, two, 10).map(({ block, event }) => [block, event]);
    assert.deepEqual(at, [
      [3, 4],
      [3, 1],
      [2, 7],
    ]);
    assert.equal(merged(one, two, 2).length, 2);
  });
});

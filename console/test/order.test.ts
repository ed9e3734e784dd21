import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  costOf,
  type Draft,
  feeOn,
  lackOf,
  type Level,
  meet,
  neededFor,
  problemsOf,
  type Rules,
  type Standing,
} from '../src/calc/order.ts';

const RULES: Rules = {
  tick: 1_000n,
  lot: 2,
  minOrderValue: 1_000_000n,
  makerFee: 0n,
  takerFee: 5n,
  maxFills: 64,
  maxOrders: 32,
};

const ASKS: Level[] = [
  [2_000_000n, 4n, 1],
  [2_010_000n, 4n, 2],
  [2_500_000n, 100n, 3],
];

const draft = (change: Partial<Draft> = {}): Draft => ({
  bids: true,
  price: 2_010_000n,
  quantity: 6,
  hours: 24,
  timeInForce: 'GoodTillCancelled',
  maxFills: 16,
  ...change,
});

const standing = (change: Partial<Standing> = {}): Standing => ({
  now: 1_000,
  stop: 2_000,
  paused: false,
  debt: 0n,
  free: 10n ** 12n,
  orders: 0,
  units: 0,
  cover: 0n,
  opposite: ASKS,
  ...change,
});

describe('what an order comes to', () => {
  test('a fee is rounded up', () => {
    assert.equal(feeOn(0n, 5n), 0n);
    assert.equal(feeOn(1n, 5n), 1n);
    assert.equal(feeOn(2_000n, 5n), 1n);
    assert.equal(feeOn(2_001n, 5n), 2n);
  });

  test('price × quantity × hours, and the fee', () => {
    // 2.345678 × 3 × 744 = 5235.553296, 5 basis points of it 2.617777 rounded up.
    assert.equal(costOf(2_345_678n, 3, 744, 5n), 5_235_553_296n + 2_617_777n);
  });

  test('what the book has up to a limit', () => {
    const met = meet(ASKS, true, 2_010_000n, 10, 24, 5n);
    assert.deepEqual(met, {
      quantity: 8,
      value: (2_000_000n + 2_010_000n) * 4n * 24n,
      fee: feeOn(192_000_000n, 5n) + feeOn(192_960_000n, 5n),
      worst: 2_010_000n,
      left: 2,
    });
    assert.equal(meet(ASKS, true, 1_999_000n, 10, 24, 5n).quantity, 0);
    assert.equal(meet(ASKS, true, 10n ** 9n, 7, 24, 5n).left, 0);
    // A seller meets the best bids first, down to its limit.
    const bids: Level[] = [
      [1_990_000n, 3n, 1],
      [1_980_000n, 3n, 1],
    ];
    assert.equal(meet(bids, false, 1_985_000n, 5, 1, 5n).quantity, 3);
  });

  test('an issuer adds what the price lacks under the cover', () => {
    // Cover 1.60, sold at 1.50: 0.10 × 4 × 24 are missing, and the fee of 5 basis points of 144.
    assert.equal(lackOf(1_600_000n, 1_500_000n, 4, 24, 5n), 9_600_000n + 72_000n);
    assert.equal(lackOf(1_600_000n, 2_000_000n, 4, 24, 5n), 0n);
    const ask = draft({ bids: false, price: 1_500_000n, quantity: 4 });
    assert.equal(neededFor(ask, RULES, 1_600_000n), 9_672_000n);
    assert.equal(neededFor(ask, RULES, 0n), 0n);
  });

  test('with a fee for makers, what rests and what is filled are each rounded up', () => {
    const rules = { ...RULES, makerFee: 2n };
    assert.equal(neededFor(draft(), rules, 0n), costOf(2_010_000n, 6, 24, 5n) + 1n);
  });
});

describe('what the chain would refuse', () => {
  const names = (change: Partial<Draft>, now: Partial<Standing> = {}) =>
    problemsOf(draft(change), RULES, standing(now));

  test('nothing, of an order that is fine', () => {
    assert.deepEqual(names({}), []);
    assert.deepEqual(names({ timeInForce: { GoodTillTime: 2_000 } }), []);
    assert.deepEqual(names({ timeInForce: 'PostOnly', price: 1_999_000n }), []);
    assert.deepEqual(names({ bids: false, price: 3_000_000n }, { units: 6, opposite: [] }), []);
  });

  test('each by its name', () => {
    assert.deepEqual(names({ quantity: 0 }), ['ZeroQuantity']);
    assert.deepEqual(names({ price: 0n }), ['ZeroPrice']);
    assert.deepEqual(names({ quantity: 7 }), ['QuantityNotInLots']);
    assert.deepEqual(names({ price: 2_010_500n }), ['PriceNotOnTick']);
    assert.deepEqual(names({ price: 1_000n * 2n ** 22n }, { free: 10n ** 30n }), ['PriceTooHigh']);
    assert.deepEqual(names({ price: 1_000n, quantity: 2, hours: 1 }), ['OrderTooSmall']);
    assert.deepEqual(names({ maxFills: 0 }), ['BadFillCap']);
    assert.deepEqual(names({ maxFills: 65 }), ['BadFillCap']);
    assert.deepEqual(names({ timeInForce: { GoodTillTime: 1_000 } }), ['BadExpiry']);
    assert.deepEqual(names({ timeInForce: { GoodTillTime: 2_001 } }), ['BadExpiry']);
    assert.deepEqual(names({ timeInForce: 'PostOnly' }), ['WouldCross']);
    assert.deepEqual(names({ timeInForce: 'FillOrKill', quantity: 10 }), ['NotFilled']);
    assert.deepEqual(names({}, { now: 2_000 }), ['TradingStopped']);
    assert.deepEqual(names({}, { paused: true }), ['MarketPaused']);
    assert.deepEqual(names({}, { debt: 1n }), ['InDebt']);
    assert.deepEqual(names({ bids: false }, { units: 5, opposite: [] }), ['InsufficientUnits']);
    assert.deepEqual(names({ quantity: 10 }, { orders: 32 }), ['TooManyOrders']);
  });

  test('too little cash, to the last millionth', () => {
    const cost = costOf(2_010_000n, 6, 24, 5n);
    assert.deepEqual(names({}, { free: cost }), []);
    assert.deepEqual(names({}, { free: cost - 1n }), ['InsufficientCash']);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Draft, feeOn, type Level, type Rules } from '../src/calc/order.ts';
import { heldFor, meanOf, outlookOf, parseTime } from '../src/calc/ticket.ts';

const RULES: Rules = {
  tick: 1_000n,
  lot: 1,
  minOrderValue: 1_000_000n,
  makerFee: 1n,
  takerFee: 5n,
  maxFills: 64,
  maxOrders: 32,
};
const HOURS = 24;

const draft = (change: Partial<Draft> = {}): Draft => ({
  bids: true,
  price: 2_000_000n,
  quantity: 10,
  hours: HOURS,
  timeInForce: 'GoodTillCancelled',
  maxFills: 16,
  ...change,
});

const ASKS: Level[] = [
  [1_900_000n, 4n, 2],
  [2_000_000n, 2n, 1],
  [2_100_000n, 9n, 1],
];
const BIDS: Level[] = [
  [2_050_000n, 4n, 1],
  [1_900_000n, 4n, 1],
];

const named = (found: ReturnType<typeof outlookOf>) =>
  Object.fromEntries(found.parts.map(({ name, amount }) => [name, amount]));

describe('what an order does to its owner’s cash', () => {
  test('a bid pays for what is filled, and holds cash for what rests', () => {
    const found = outlookOf(draft(), RULES, 0n, ASKS);
    const [first, second] = [1_900_000n * 4n * 24n, 2_000_000n * 2n * 24n];
    const rest = 2_000_000n * 4n * 24n;
    assert.deepEqual(named(found), {
      paid: first + second,
      fee: feeOn(first, 5n) + feeOn(second, 5n),
      held: rest + feeOn(rest, 1n),
    });
    assert.deepEqual([found.met.quantity, found.rests, found.dropped], [6, 4, 0]);
    assert.equal(meanOf(found.met, HOURS), (first + second) / 144n);
  });

  test('what does not rest is cancelled, and holds nothing', () => {
    const found = outlookOf(draft({ timeInForce: 'ImmediateOrCancel' }), RULES, 0n, ASKS);
    assert.deepEqual([found.rests, found.dropped], [0, 4]);
    assert.equal(named(found)['held'], undefined);
  });

  test('a post-only order meets nothing', () => {
    const found = outlookOf(draft({ timeInForce: 'PostOnly' }), RULES, 0n, ASKS);
    assert.deepEqual([found.met.quantity, found.rests], [0, 10]);
    assert.equal(meanOf(found.met, HOURS), null);
  });

  test('a holder who sells gets it all, and holds nothing', () => {
    const found = outlookOf(draft({ bids: false, quantity: 6 }), RULES, 0n, BIDS);
    const value = 2_050_000n * 4n * 24n;
    assert.deepEqual(named(found), { got: value, fee: feeOn(value, 5n) });
    assert.deepEqual([found.met.quantity, found.rests], [4, 2]);
  });

  test('an issuer puts up the cover of what is sold, and what the rest lacks', () => {
    const cover = 2_500_000n;
    const found = outlookOf(draft({ bids: false, quantity: 6 }), RULES, cover, BIDS);
    const rest = 2_000_000n * 2n * 24n;
    assert.equal(named(found)['cover'], cover * 4n * 24n);
    assert.equal(named(found)['held'], cover * 2n * 24n + feeOn(rest, 1n) - rest);
  });

  test('a cap on the orders met is told of', () => {
    assert.equal(outlookOf(draft({ maxFills: 3 }), RULES, 0n, ASKS).mayBeCut, false);
    assert.equal(outlookOf(draft({ maxFills: 2 }), RULES, 0n, ASKS).mayBeCut, true);
    // Four units are two orders; the first of them may be all of it, or not.
    assert.equal(outlookOf(draft({ maxFills: 1, quantity: 3 }), RULES, 0n, ASKS).mayBeCut, false);
  });

  test('what a resting order frees', () => {
    const order = { bids: true, price: 2_000_000n, quantity: 3, fee: 1n, cover: 0n };
    assert.equal(heldFor(order, 24), 144_000_000n + 14_400n);
    assert.equal(heldFor({ ...order, bids: false }, 24), 0n);
    const issued = { ...order, bids: false, cover: 2_100_000n };
    assert.equal(heldFor(issued, 24), 7_200_000n + 14_400n);
  });

  test('a time as it is written', () => {
    assert.equal(parseTime('2027-03-01 14:30'), Date.UTC(2027, 2, 1, 14, 30));
    assert.equal(parseTime('2027-03-01T14:30'), Date.UTC(2027, 2, 1, 14, 30));
    for (const text of ['', '2027-02-30 10:00', '2027-03-01', '2027-03-01 25:00', '1-1-1 1:1']) {
      assert.equal(parseTime(text), null, text);
    }
  });
});

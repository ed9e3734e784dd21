import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  attestedYield,
  byPeriod,
  impliedYield,
  pillars,
  priceOf,
  worthOfTokens,
} from '../src/calc/curve.ts';
import { writePeriod } from '../src/calc/period.ts';

const NOW = Date.UTC(2026, 10, 25, 12, 30);

describe('a curve', () => {
  test('has the middle of the book, or what comes nearest to it', () => {
    const quote = { bid: 1_990_000n, ask: 2_010_000n, last: 1_980_000n };
    assert.deepEqual(priceOf(quote, 'mid'), { price: 2_000_000n, made: 'mid' });
    assert.deepEqual(priceOf(quote, 'last'), { price: 1_980_000n, made: 'last' });
    assert.deepEqual(priceOf({ ...quote, ask: null }, 'mid'), { price: 1_980_000n, made: 'last' });
    const thin = { bid: null, ask: 2_010_000n, last: null };
    assert.deepEqual(priceOf(thin, 'mid'), { price: 2_010_000n, made: 'ask' });
    assert.deepEqual(priceOf(thin, 'last'), { price: null, made: null });
    assert.deepEqual(priceOf({ bid: 1n, ask: null, last: null }, 'mid'), {
      price: 1n,
      made: 'bid',
    });
  });

  test('has the periods to come, from orders or trades, in order', () => {
    const best = new Map([
      ['0/0/2027-03', { bid: 1_990_000n, ask: 2_010_000n }],
      ['0/1/2026-11-25T14', { bid: 2_000_000n, ask: null }],
      // It has begun.
      ['0/1/2026-11-25T12', { bid: 2_000_000n, ask: 2_100_000n }],
    ]);
    const last = new Map([
      ['0/1/2027-03', 2_050_000n],
      ['0/0/2026-11', 1n],
    ]);
    const found = pillars(best, last, 'mid', NOW);
    assert.deepEqual(
      found.map(({ key, price, made }) => [key, price, made]),
      [
        ['0/1/2026-11-25T14', 2_000_000n, 'bid'],
        ['0/0/2027-03', 2_000_000n, 'mid'],
        ['0/1/2027-03', 2_050_000n, 'last'],
      ],
    );
    const rows = byPeriod(found);
    assert.deepEqual(
      rows.map(({ period, zones }) => [writePeriod(period), [...zones.keys()]]),
      [
        ['2026-11-25T14', [1]],
        ['2027-03', [0, 1]],
      ],
    );
    // Nobody has traded the hour.
    assert.equal(pillars(best, last, 'last', NOW).length, 1);
  });
});

describe('tokens and GPU-hours', () => {
  test('cost as much as each other at the yield that prices imply', () => {
    assert.equal(impliedYield(2_000_000n, 350_000n), 5_714_285n);
    assert.equal(impliedYield(2_000_000n, 0n), null);
  });

  test('are attested for, operator by operator', () => {
    assert.equal(attestedYield([{ quantity: 10_240, milliGpus: 50 }]), 20_000_000n);
    // 100 units on 10 GPUs and 100 on 30: 200 million tokens an hour from 40 GPUs.
    const two = [
      { quantity: 100, milliGpus: 100 },
      { quantity: 100, milliGpus: 300 },
    ];
    assert.equal(attestedYield(two), 5_000_000n);
    assert.equal(attestedYield([]), null);
    assert.equal(worthOfTokens(350_000n, 20_000_000n), 7_000_000n);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HOUR, type Metered, type Period } from '@headroom/js';
import type { At } from '../src/calc/clock.ts';
import { parseMilli, showMilli } from '../src/calc/milli.ts';
import type { Delivery, DeliveryRules } from '../src/calc/delivery.ts';
import {
  blockEnds,
  meteredHours,
  parseTokens,
  readingOf,
  reportable,
  reportProblems,
} from '../src/calc/reporting.ts';

const DAY: Period = { Day: 20_000 };
const START = 20_000 * 24 * HOUR;
const MARCH: Period = { Month: { year: 2027, month: 3 } };
const WEIGHTS = { input: 1_000, cached: 100, output: 4_000 };

const RULES: DeliveryRules = {
  reportWindow: 6 * HOUR,
  objectionWindow: 24 * HOUR,
  answerWindow: 24 * HOUR,
  rulingWindow: 72 * HOUR,
  penaltyShare: 100n,
  stakeShare: 100n,
  minStake: 1_000_000n,
};

const at = (now: number): At => ({
  now,
  heart: { last: BigInt(now), gaps: [] },
  clock: { gapThreshold: HOUR / 6, grace: HOUR },
});

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  buyer: 'buyer',
  quantity: 2,
  instructions: '0x',
  coverRate: 1_600_000n,
  bondLeft: 0n,
  reading: null,
  disallowed: 0n,
  hours: 0,
  stands: { delivered: 0n, lost: 0n },
  paid: { delivered: 0n, lost: 0n },
  pending: null,
  dispute: null,
  reopened: 0n,
  ...change,
});

describe('blocks', () => {
  test('a day is metered by the hour', () => {
    assert.equal(meteredHours(DAY, START - 1), 0);
    assert.equal(meteredHours(DAY, START + HOUR - 1), 0);
    assert.equal(meteredHours(DAY, START + HOUR), 1);
    assert.equal(meteredHours(DAY, START + 40 * HOUR), 24);
    assert.equal(blockEnds(DAY, START + 90 * 60_000), START + 2 * HOUR);
    assert.equal(blockEnds(DAY, START - 1), null);
  });

  test('a month is metered by the day', () => {
    const start = Date.UTC(2027, 2, 1);
    assert.equal(meteredHours(MARCH, start + 47 * HOUR), 24);
    assert.equal(meteredHours(MARCH, start + 48 * HOUR), 48);
    assert.equal(meteredHours(MARCH, start + 1_000 * HOUR), 744);
  });
});

describe('readings', () => {
  test('standard tokens are weighted, and rounded down', () => {
    const tokens = (input: bigint, cached: bigint, output: bigint): Metered => ({
      Tokens: { input, cached, output },
    });
    // (500,000 × 1 + 1,000,000 × 0.1 + 100,000 × 4) standard tokens: exactly a unit-hour.
    assert.equal(readingOf(tokens(500_000n, 1_000_000n, 100_000n), WEIGHTS), 1_000n);
    assert.equal(readingOf(tokens(499_999n, 1_000_000n, 100_000n), WEIGHTS), 999n);
    assert.equal(readingOf(tokens(1n, 0n, 0n), null), null);
    assert.equal(readingOf({ UnitHours: 7n }, null), 7n);
    assert.equal(readingOf({ UnitHours: 7n }, WEIGHTS), null);
  });

  test('at most what is owed for the blocks that are over', () => {
    assert.deepEqual(reportable(delivery(), DAY, at(START + 3 * HOUR)), {
      hours: 3,
      least: 0n,
      most: 6_000n,
    });
    // What was lost in decided blocks is not made up for, and what was disallowed goes on counting.
    const decided = delivery({
      hours: 2,
      stands: { delivered: 3_000n, lost: 1_000n },
      disallowed: 500n,
    });
    assert.deepEqual(reportable(decided, DAY, at(START + 3 * HOUR)), {
      hours: 3,
      least: 3_500n,
      most: 5_500n,
    });
  });

  test('what the chain would refuse', () => {
    const report = (found: Delivery, milli: bigint, now: number) =>
      reportProblems(found, DAY, null, { UnitHours: milli }, RULES, at(now));
    const now = START + 3 * HOUR;
    assert.deepEqual(report(delivery(), 6_000n, now), []);
    assert.deepEqual(report(delivery(), 6_001n, now), ['delivery.BeyondEntitlement']);
    assert.deepEqual(report(delivery(), 0n, START), ['delivery.NothingToReport']);
    assert.deepEqual(report(delivery(), 6_000n, START + 30 * HOUR + 1), ['delivery.ReportTooLate']);
    const reading = { UnitHours: 4_000n };
    const pending = { hours: 2, delivered: 4_000n, closes: BigInt(now + 24 * HOUR) };
    assert.deepEqual(report(delivery({ reading, pending }), 3_999n, now), [
      'delivery.ReadingBackwards',
    ]);
    assert.deepEqual(report(delivery({ reading, pending }), 4_000n, now), []);
    const same = delivery({ reading, pending: { ...pending, hours: 3 } });
    assert.deepEqual(report(same, 4_000n, now), ['delivery.NothingToReport']);
    assert.deepEqual(reportProblems(delivery(), DAY, WEIGHTS, { UnitHours: 1n }, RULES, at(now)), [
      'delivery.WrongKind',
    ]);
  });
});

describe('as people write them', () => {
  test('thousandths of a unit-hour', () => {
    assert.equal(showMilli(96_000n), '96');
    assert.equal(showMilli(1_234_567_050n), '1,234,567.05');
    assert.equal(parseMilli('1,234.5'), 1_234_500n);
    assert.equal(parseMilli('0.001'), 1n);
    for (const text of ['', '1,5', '1.2345', '-1', '1e3']) assert.equal(parseMilli(text), null);
  });

  test('tokens', () => {
    assert.equal(parseTokens('9,000,000,000'), 9_000_000_000n);
    assert.equal(parseTokens('18446744073709551615'), (1n << 64n) - 1n);
    for (const text of ['', '18446744073709551616', '1.5', '1,00']) {
      assert.equal(parseTokens(text), null);
    }
  });
});

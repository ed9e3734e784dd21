import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ahead, aheadTicks, decimalsFor, linear, ticks, timeTicks } from '../src/calc/scale.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 25, 12);

describe('scales', () => {
  test('go from a domain to a range', () => {
    const scale = linear(2, 4, 0, 100);
    assert.deepEqual([2, 3, 4].map(scale), [0, 50, 100]);
    assert.equal(linear(2, 2, 0, 100)(2), 50);
    assert.deepEqual([0, 1].map(linear(0, 1, 100, 0)), [100, 0]);
  });

  test('ahead, the near has as much room as the far', () => {
    const scale = ahead(NOON, NOON + 8_760 * HOUR, 0, 900);
    assert.equal(scale(NOON), 0);
    assert.equal(scale(NOON - HOUR), 0);
    assert.equal(Math.round(scale(NOON + 8_760 * HOUR)), 900);
    assert.ok(scale(NOON + 24 * HOUR) > 300);
  });

  test('have round ticks', () => {
    assert.deepEqual(ticks(1.83, 2.11, 5), [1.9, 2, 2.1]);
    assert.deepEqual(ticks(0.33, 0.36, 5), [0.33, 0.34, 0.35, 0.36]);
    assert.deepEqual(ticks(0, 100, 4), [0, 25, 50, 75, 100]);
    assert.deepEqual(ticks(3, 3, 4), [3]);
    assert.equal(decimalsFor([1.85, 1.9]), 2);
    assert.equal(decimalsFor([0, 25]), 0);
    assert.equal(decimalsFor([0.34, 0.3425]), 4);
  });

  test('of time have ticks at round hours and days, and weeks at Mondays', () => {
    const day = timeTicks(NOON, NOON + 24 * HOUR, 8);
    assert.equal(day.step, 3 * HOUR);
    assert.equal(day.moments.length, 9);
    const month = timeTicks(NOON, NOON + 720 * HOUR, 5);
    assert.equal(month.step, 168 * HOUR);
    for (const moment of month.moments) assert.equal(new Date(moment).getUTCDay(), 1);
  });

  test('ahead name as many distances as have room', () => {
    const until = NOON + 4_000 * HOUR;
    const wide = aheadTicks(NOON, until, ahead(NOON, until, 0, 1_000), 60);
    const narrow = aheadTicks(NOON, until, ahead(NOON, until, 0, 300), 60);
    assert.ok(narrow.length < wide.length);
    assert.ok(narrow.length > 0);
    assert.ok(wide.every((hours) => hours < 4_000));
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  changeOf,
  decimalsOf,
  parseAmount,
  parseCount,
  roundAmount,
  showAmount,
  showChange,
} from '../src/calc/amount.ts';

describe('amounts', () => {
  test('what people type', () => {
    for (const [text, millionths] of [
      ['2.345', 2_345_000n],
      ['2.345/h', 2_345_000n],
      [' 1,234.567890 ', 1_234_567_890n],
      ['0.000001', 1n],
      ['12', 12_000_000n],
      ['1,000,000', 1_000_000_000_000n],
    ] as const) {
      assert.equal(parseAmount(text), millionths, text);
    }
  });

  test('what is no amount, and must not be taken for another one', () => {
    for (const text of ['', '2,34', '1,23,456', '-1', '1e3', '0.0000001', '.5', '5.', '1 000']) {
      assert.equal(parseAmount(text), null, text);
    }
  });

  test('counts fit into 32 bits', () => {
    assert.equal(parseCount('1,024'), 1_024);
    assert.equal(parseCount('4294967295'), 4_294_967_295);
    for (const text of ['4294967296', '1.5', '-1', '', '1,02']) {
      assert.equal(parseCount(text), null, text);
    }
  });

  test('what is shown is exact', () => {
    assert.equal(showAmount(2_345_000n), '2.345');
    assert.equal(showAmount(2_000_000n), '2.00');
    assert.equal(showAmount(2_000_000n, 0), '2');
    assert.equal(showAmount(-1_234_567_890_123n), '−1,234,567.890123');
    assert.equal(showAmount(1n), '0.000001');
    for (const amount of [0n, 1n, 999_999n, 10n ** 24n + 7n]) {
      assert.equal(parseAmount(showAmount(amount, 6)), amount);
    }
  });

  test('what is rounded is rounded half away from zero', () => {
    assert.equal(roundAmount(1_005_000n), '1.01');
    assert.equal(roundAmount(1_004_999n), '1.00');
    assert.equal(roundAmount(-1_005_000n), '−1.01');
    assert.equal(roundAmount(999_999_999n, 0), '1,000');
  });

  test('decimals of a tick, and changes', () => {
    assert.deepEqual([1n, 10n, 1_000n, 1_500n, 1_000_000n].map(decimalsOf), [6, 5, 3, 4, 0]);
    assert.equal(showChange(changeOf(2_000_000n, 2_025_000n)!), '+1.25 %');
    assert.equal(showChange(changeOf(2_000_000n, 1_900_000n)!), '−5.00 %');
    assert.equal(changeOf(0n, 1n), null);
  });
});

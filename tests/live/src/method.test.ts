// The second opinions against the examples of docs/index-methodology.md: a test that compares the chain
// with something wrong would show nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cash } from '@headroom/js';
import { type Input, limited, meanOf } from './method.ts';
import { Ratio } from './ratio.ts';

const trade = (price: string, quantity: number, issuer: string, buyer: string): Input => ({
  price: cash(price),
  quantity,
  behind: [issuer, buyer, issuer],
});
const report = (price: string, quantity: number, reporter: string): Input => ({
  price: cash(price),
  quantity,
  behind: [reporter],
});

test('the example of the methodology comes out as it says there', () => {
  const found = meanOf([
    trade('2.00', 25, 'H', 'P'),
    trade('2.02', 15, 'H', 'Q'),
    trade('2.10', 20, 'L', 'R'),
    report('1.95', 10, '1'),
    report('2.06', 8, '2'),
    report('2.03', 9, '3'),
    report('2.90', 9, '4'),
  ])!;
  assert.deepEqual(found.contributors, Ratio.of(6));
  assert.equal(found.median, cash('2.03'));
  const weights = [7.5, 4.5, 12, 10, 8, 9, 9].map((weight) => Ratio.of(weight * 10, 600));
  assert.deepEqual(found.weights, weights);
  assert.equal(found.mean.floor(), cash('2.060616'));
});

test('of five, one with six buyers counts a fifth; of four there is no mean', () => {
  const four = ['1', '2', '3', '4'].map((who) => report('2.00', 10, who));
  const six = Array.from({ length: 6 }, (_, n) => trade('3.00', 10, 'S', `B${n}`));
  assert.equal(meanOf([...four, ...six])!.mean.floor(), cash('2.04'));
  assert.equal(meanOf(four), null);
});

test('half of the weight on either side: the median lies in the middle', () => {
  const inputs = ['1', '2', '3', '4', '5', '6'].map((who, n) =>
    report(n < 3 ? '2.00' : '3.00', 10, who),
  );
  assert.equal(meanOf(inputs)!.median, cash('2.50'));
});

test('an hour moves by a quarter of the last price, and by as many as there are hours', () => {
  assert.equal(limited(cash('3'), cash('2'), 1), cash('2.5'));
  assert.equal(limited(cash('3'), cash('2'), 2), cash('3'));
  assert.equal(limited(cash('0.1'), cash('2'), 3), cash('0.5'));
  assert.equal(limited(cash('0.1'), cash('2'), 4), cash('0.1'));
  assert.equal(limited(3n, 2_000_003n, 4), 3n);
});

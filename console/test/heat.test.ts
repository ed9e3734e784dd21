import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  around,
  cellOf,
  cellsOf,
  compact,
  exact,
  heatOf,
  monthOf,
  most,
  percent,
  shownOf,
  type Tally,
} from '../src/calc/heat.ts';

const NOW = Date.UTC(2026, 10, 25, 14) / 3_600_000;
const tally = (hour: number, change: Partial<Tally> = {}): Tally => ({
  hour,
  attested: 1_024n,
  issued: 96n,
  delivered: 0n,
  failed: 0n,
  ...change,
});

describe('a cell', () => {
  test('of an hour that is over says all that there is to say', () => {
    const cell = cellOf([tally(NOW - 1, { delivered: 40_500n, failed: 1_500n })], [44], NOW);
    assert.equal(shownOf(cell, 'attested'), 1_024_000n);
    assert.equal(shownOf(cell, 'issued'), 96_000n);
    assert.equal(shownOf(cell, 'sold'), 44_000n);
    assert.equal(shownOf(cell, 'delivered'), 40_500n);
    assert.equal(shownOf(cell, 'failed'), 1_500n);
    // As the chain rounds it: 40.5 of 1,024.
    assert.equal(shownOf(cell, 'utilisation'), 39n);
  });

  test('of an hour to come says nothing of delivery, and nothing of sales without history', () => {
    const cell = cellOf([tally(NOW + 1)], null, NOW);
    assert.equal(shownOf(cell, 'delivered'), null);
    assert.equal(shownOf(cell, 'failed'), null);
    assert.equal(shownOf(cell, 'utilisation'), null);
    assert.equal(shownOf(cell, 'sold'), null);
    assert.equal(shownOf(cell, 'issued'), 96_000n);
    // The hour that runs is not over.
    assert.equal(shownOf(cellOf([tally(NOW, { delivered: 9n })], null, NOW), 'delivered'), null);
  });

  test('of a day is the mean over its hours, of those that are over where it has to be', () => {
    const hours = Array.from({ length: 24 }, (_, n) =>
      tally(NOW - 14 + n, { delivered: n < 14 ? 28_000n : 0n, attested: n < 14 ? 100n : 200n }),
    );
    const [cell] = cellsOf(
      hours,
      hours.map((_, n) => n),
      NOW,
      24,
    );
    assert.equal(cell.over, 14);
    assert.equal(shownOf(cell, 'delivered'), 28_000n);
    assert.equal(shownOf(cell, 'utilisation'), 280n);
    assert.equal(shownOf(cell, 'sold'), 11_500n);
    assert.equal(shownOf(cell, 'attested'), 141_666n);
    assert.equal(cellsOf(hours, null, NOW, 1).length, 24);
    assert.deepEqual(
      cellsOf(hours, null, NOW, 10).map(({ hours }) => hours),
      [10, 10, 4],
    );
  });

  test('without anything attested has no utilisation', () => {
    assert.equal(
      shownOf(cellOf([tally(NOW - 1, { attested: 0n })], null, NOW), 'utilisation'),
      null,
    );
  });

  test('is coloured by how much of the most it is', () => {
    const cells = [1n, 50n, 100n].map((issued, n) =>
      cellOf([tally(NOW + n, { issued })], null, NOW),
    );
    assert.equal(most(cells, 'issued'), 100_000n);
    assert.deepEqual(
      cells.map((cell) => heatOf(shownOf(cell, 'issued'), 100_000n)),
      [0.12, 0.5, 1],
    );
    assert.equal(heatOf(0n, 100n), 0);
    assert.equal(heatOf(null, 100n), 0);
    assert.equal(most(cells, 'delivered'), 0n);
    assert.equal(heatOf(1n, 0n), 0);
  });
});

describe('figures', () => {
  test('are short where there is little room, and exact elsewhere', () => {
    const small = [0n, 500n, 20_500n, 96_000n, 999_900n, 1_024_000n, 20_480_000n, 1_500_000_000n];
    assert.deepEqual(small.map(compact), [
      '0',
      '0.5',
      '20.5',
      '96',
      '999',
      '1024',
      '20.4k',
      '1.5M',
    ]);
    assert.deepEqual([0n, 12_345n, 1_024_500n].map(exact), ['0', '12.345', '1,024.5']);
    assert.deepEqual([39n, 1_000n].map(percent), ['3.9 %', '100.0 %']);
  });
});

describe('a map', () => {
  test('spans whole days from two before to seven after', () => {
    const { from, count } = around(NOW);
    assert.equal(from, Date.UTC(2026, 10, 23) / 3_600_000);
    assert.equal(count, 10 * 24);
    assert.ok(from <= NOW - 48 && from + count >= NOW + 168);
  });

  test('spans a month, this one or another', () => {
    const november = { from: Date.UTC(2026, 10, 1) / 3_600_000, count: 720 };
    assert.deepEqual(monthOf(null, NOW), november);
    assert.deepEqual(monthOf('2026-13', NOW), november);
    assert.deepEqual(monthOf('2028-02', NOW), {
      from: Date.UTC(2028, 1, 1) / 3_600_000,
      count: 29 * 24,
    });
  });
});

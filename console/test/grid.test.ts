import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gridOf, withLast } from '../src/calc/grid.ts';
import { seriesNamed } from '../src/calc/naming.ts';
import type { Ticker } from '../src/history/types.ts';

const ticker = (series: string, last: bigint, time = 1): Ticker => ({
  series,
  last,
  open: last,
  high: last,
  low: last,
  volume: 7,
  value: 1n,
  trades: 2,
  time,
});

const BOOK = { bid: 1n, ask: 2n };
const NOW = Date.UTC(2027, 2, 1, 12);
const LEAD = 75 * 60_000;

describe('the grid', () => {
  const books = new Map([
    ['0/1/2027-03-01T14', BOOK],
    ['0/0/2027-03-01T14', BOOK],
    ['0/0/2027-03-01T13', BOOK],
    ['1/0/2027-04', BOOK],
    ['0/0/2028', BOOK],
  ]);
  const tickers = new Map([
    ['0/0/2027-Q2', ticker('0/0/2027-Q2', 5n)],
    ['0/0/2027-02', ticker('0/0/2027-02', 5n)],
  ]);
  const groups = gridOf(0, books, tickers, NOW, LEAD);

  test('has what has a book or was traded, of one product, and is traded still', () => {
    assert.deepEqual(
      groups.map(({ kind, rows }) => [kind, rows.map(({ key }) => key)]),
      [
        ['Hour', ['2027-03-01T14']],
        ['Quarter', ['2027-Q2']],
        ['Year', ['2028']],
      ],
    );
  });

  test('has a cell a zone', () => {
    const { cells } = groups[0].rows[0];
    assert.deepEqual([...cells.keys()].sort(), [0, 1]);
    assert.equal(groups[1].rows[0].cells.get(0)?.ticker?.last, 5n);
  });
});

describe('last prices', () => {
  test('are those of the blocks, where these are newer', () => {
    const fills = new Map([
      ['0/0/2027', { price: 9n, time: 5 }],
      ['0/0/2028', { price: 8n, time: 1 }],
      ['0/0/2029', { price: 7n, time: 1 }],
    ]);
    const told = [ticker('0/0/2027', 1n, 3), ticker('0/0/2028', 2n, 3)];
    const all = withLast(told, fills);
    assert.deepEqual(
      [...all.values()].map(({ last, volume }) => [last, volume]),
      [
        [9n, 7],
        [2n, 7],
        [7n, 0],
      ],
    );
  });
});

describe('a series by its name', () => {
  const products = [{ id: 0, name: 'h100-sxm' }];
  const zones = [{ id: 1, name: 'no-1' }];
  test('or by numbers', () => {
    const period = { Quarter: { year: 2027, quarter: 1 } };
    assert.deepEqual(seriesNamed('H100-sxm/no-1/2027-Q1', products, zones), {
      product: 0,
      zone: 1,
      period,
    });
    assert.deepEqual(seriesNamed('0/1/2027-Q1', products, zones), { product: 0, zone: 1, period });
  });

  test('and what is wrong with it', () => {
    assert.equal(seriesNamed('h100', products, zones), 'form');
    assert.equal(seriesNamed('b200/no-1/2027', products, zones), 'product');
    assert.equal(seriesNamed('h100-sxm/us-tx/2027', products, zones), 'zone');
    assert.equal(seriesNamed('h100-sxm/no-1/soon', products, zones), 'period');
  });
});

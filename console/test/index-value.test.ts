import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Rung, Value } from '@headroom/js';
import {
  basketOf,
  calendarOf,
  reach,
  runsOf,
  shareOf,
  summaryOf,
  type Valued,
  workOut,
} from '../src/calc/index-value.ts';

const WHOLE = 2n ** 40n;
const valued = (hour: number, price: bigint, rung: Rung, limited = false): Valued => [
  hour,
  { price, rung, limited } as Value,
];

describe('an hour worked out again', () => {
  // docs/index-methodology.md: prices, weights out of 60.
  const EXAMPLE: [price: bigint, weight: bigint][] = [
    [2_000_000n, 75n],
    [2_020_000n, 45n],
    [2_100_000n, 120n],
    [1_950_000n, 100n],
    [2_060_000n, 80n],
    [2_030_000n, 90n],
    [2_900_000n, 90n],
  ];

  test('is the example of the methodology', () => {
    const inputs = EXAMPLE.map(([price, tenths]) => ({ price, weight: (tenths * WHOLE) / 600n }));
    const worked = workOut(inputs, 100n)!;
    assert.equal(worked.median, 2_030_000n);
    assert.deepEqual([worked.low, worked.high], [1_827_000n, 2_233_000n]);
    assert.equal(worked.counts[6], 2_233_000n);
    assert.equal(worked.counts[3], 1_950_000n);
    assert.equal(worked.mean, 2_060_616n);
  });

  test('is one of a dev chain, whose value was 2.053653', () => {
    // Five reporters count a fifth each; the chain rounds weights down.
    const weight = 219_902_325_555n;
    const prices = [2_074_599n, 2_074_376n, 2_061_325n, 2_031_487n, 2_026_478n];
    assert.equal(
      workOut(
        prices.map((price) => ({ price, weight })),
        100n,
      )!.mean,
      2_053_653n,
    );
  });

  test('has the middle where half of the weight lies at or below a price', () => {
    const half = { weight: WHOLE / 2n };
    assert.equal(
      workOut(
        [
          { price: 3n, ...half },
          { price: 2n, ...half },
        ],
        100n,
      )!.median,
      2n,
    );
    assert.equal(
      workOut(
        [
          { price: 2_000_000n, ...half },
          { price: 2_000_000n, ...half },
        ],
        100n,
      )!.median,
      2_000_000n,
    );
    assert.equal(workOut([], 100n), null);
    assert.equal(workOut([{ price: 2n, weight: 0n }], 100n), null);
  });

  test('of a basket is the sum by thousandths, and none where a part has none', () => {
    const parts = [
      { weight: 334, price: 2_053_653n },
      { weight: 333, price: 2_067_155n },
      { weight: 333, price: 2_025_751n },
    ];
    assert.equal(basketOf(parts), 2_048_857n);
    assert.equal(basketOf([...parts, { weight: 0, price: 0n }]), null);
  });

  test('shares are in hundredths of a per cent', () => {
    assert.equal(shareOf(1n, 5n), 2_000);
    assert.equal(shareOf(1n, 3n), 3_333);
    assert.equal(shareOf(2n, 3n), 6_667);
    assert.equal(shareOf(0n, 0n), 0);
  });
});

describe('values together', () => {
  const VALUES = [
    valued(10, 2_000_000n, 'Hour'),
    valued(11, 2_500_000n, 'Hour', true),
    valued(12, 2_500_000n, 'Last'),
    valued(13, 0n, 'Suspended'),
    valued(14, 0n, 'Suspended'),
    valued(15, 2_400_000n, 'Hour'),
  ];

  test('run by rung', () => {
    assert.deepEqual(runsOf(VALUES), [
      { rung: 'Hour', from: 10, to: 12 },
      { rung: 'Last', from: 12, to: 13 },
      { rung: 'Suspended', from: 13, to: 15 },
      { rung: 'Hour', from: 15, to: 16 },
    ]);
    assert.deepEqual(runsOf([]), []);
  });

  test('are counted; no price is no low', () => {
    assert.deepEqual(summaryOf(VALUES), {
      low: 2_000_000n,
      high: 2_500_000n,
      rungs: { Hour: 3, Day: 0, Last: 1, Suspended: 2 },
      limited: 1,
    });
    assert.equal(summaryOf([]).low, null);
  });
});

describe('spans', () => {
  test('end with the last value, or where asked, and begin with the index at the earliest', () => {
    const index = { first: 1_000, next: 2_000 };
    assert.deepEqual(reach('day', null, index), { from: 1_976, to: 2_000 });
    assert.deepEqual(reach('week', 1_100, index), { from: 1_000, to: 1_100 });
    assert.deepEqual(reach('day', 9_999, index), { from: 1_976, to: 2_000 });
    assert.deepEqual(reach('day', 5, index), { from: 1_000, to: 1_001 });
    assert.deepEqual(reach('quarter', null, { first: 7, next: 7 }), { from: 7, to: 7 });
  });

  test('of the calendar', () => {
    // Wednesday, 25 November 2026, 14:00.
    const hour = Date.UTC(2026, 10, 25, 14) / 3_600_000;
    const starts = calendarOf(hour).map(({ kind, from }) => [
      kind,
      new Date(from * 3_600_000).toISOString().slice(0, 13),
    ]);
    assert.deepEqual(starts, [
      ['day', '2026-11-25T00'],
      ['week', '2026-11-23T00'],
      ['month', '2026-11-01T00'],
      ['quarter', '2026-10-01T00'],
    ]);
  });
});

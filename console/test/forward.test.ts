import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DAY, HOUR } from '@headroom/js';
import type { At } from '../src/calc/clock.ts';
import {
  type Agreement,
  endOf,
  firstMargin,
  type ForwardRules,
  gainAt,
  handoverOf,
  initialNeeded,
  isShort,
  level,
  type Offer,
  reachOf,
  stageOf,
  type Standing,
  type Terms,
} from '../src/calc/forward.ts';
import {
  acceptOfferProblems,
  commitProblems,
  type MarketState,
  offerProblems,
  topUpProblems,
  withdrawExcessProblems,
} from '../src/calc/forward-problems.ts';

const NOW = Date.UTC(2027, 0, 10, 12);
const START = Date.UTC(2027, 2, 1);

const at = (now: number, gap = { from: 0n, resumed: 0n }): At => ({
  now,
  heart: { last: BigInt(now), gaps: [{ from: 0n, resumed: 0n }, gap] },
  clock: { gapThreshold: HOUR / 6, grace: HOUR },
});

const RULES: ForwardRules = {
  leastInitial: 100,
  leastMaintenance: 60,
  minNotional: 10_000_000n,
  gateLead: HOUR,
  commitLead: HOUR / 2,
  maxOfferTime: 7 * DAY,
  minCallWindow: HOUR,
  maxCallWindow: 72 * HOUR,
  maxWait: 720,
  markStep: 20n,
};

/** The month of docs/hedging.md: 64 H100 at 2.10. */
const terms = (change: Partial<Terms> = {}): Terms => ({
  series: { product: 0, zone: 0, period: { Month: { year: 2027, month: 3 } } },
  quantity: 64,
  price: 2_100_000n,
  settlement: 'Cash',
  initial: 100,
  maintenance: 60,
  callWindow: BigInt(24 * HOUR),
  penalty: 50,
  wait: 72,
  leastHours: 600,
  instalments: true,
  ...change,
});

const party = (account: string, margin: bigint) => ({
  account,
  margin,
  paidIn: margin,
  gains: { at: 0, amounts: [0n, 0n, 0n] },
  call: null,
});

/** As it is in the fourth hour: the index has jumped to 2.25. */
const agreement = (change: Partial<Agreement> = {}): Agreement => ({
  terms: terms(),
  index: 0,
  quantity: 64,
  fault: null,
  committed: [],
  instructions: null,
  deliverable: false,
  buyer: party('lab', 17_141_760_000n),
  seller: party('operator', 2_856_960_000n),
  moved: 7_142_400_000n,
  marks: [[10, 2_228_536n]],
  ...change,
});

const standing = (change: Partial<Standing> = {}): Standing => ({
  mark: 2_250_000n,
  meanMark: 2_167_562n,
  hoursLeft: 744,
  gain: 7_142_400_000n,
  maintenance: [6_192_637_932n, 6_192_637_932n],
  excess: [0n, 0n],
  ...change,
});

describe('the month of the page on hedging', () => {
  test('the first margin is a tenth of the notional', () => {
    assert.equal(firstMargin(terms()), 9_999_360_000n);
    assert.equal(firstMargin(terms({ price: 2_100_001n, quantity: 1 })), 156_240_075n);
  });

  test('the operator is short, and a call asks for 10,321.063220', () => {
    const found = agreement();
    assert.equal(isShort(found, standing(), 'Seller'), true);
    assert.equal(isShort(found, standing(), 'Buyer'), false);
    assert.equal(initialNeeded(found, standing(), 'Seller'), 10_321_063_220n);
  });

  test('a mark moves by two per cent for each hour since', () => {
    assert.deepEqual(reachOf([[9, 2_100_000n]], 10, 20n), { low: 2_058_000n, high: 2_142_000n });
    // The mark of this very hour is made anew from the one before it.
    const marks: Agreement['marks'] = [
      [8, 2_100_000n],
      [10, 2_184_000n],
    ];
    assert.deepEqual(reachOf(marks, 10, 20n), { low: 2_016_000n, high: 2_184_000n });
  });

  test('a fall to 2.16 gives 4,285.44 back', () => {
    const gain = gainAt(agreement(), standing(), 2_160_000n);
    assert.equal(level(agreement(), gain).moved, -4_285_440_000n);
  });

  test('closed out at 2.25 the penalty takes all that the operator has', () => {
    const end = endOf(agreement(), 7_142_400_000n, { side: 'Seller', most: 5_356_800_000n });
    assert.equal(end.penalty, 2_856_960_000n);
    assert.equal(end.buyerFreed, 19_998_720_000n);
    assert.deepEqual([end.sellerFreed, end.debt], [0n, 0n]);
  });

  test('what the margin does not reach for is owed', () => {
    const end = endOf(agreement(), 12_000_000_000n);
    assert.equal(end.moved, 2_856_960_000n);
    assert.equal(end.debt, 2_000_640_000n);
  });

  test('units that are put in are paid, and those that are not cost a penalty', () => {
    const hour = { product: 0, zone: 1, period: { Hour: 498_816 } };
    const physical = agreement({
      terms: terms({ series: hour, quantity: 8, price: 2_000_000n, settlement: 'Physical' }),
      quantity: 8,
      deliverable: true,
      committed: [{ operator: 'operator', quantity: 6 }],
      buyer: party('lab', 1_600_000n),
      seller: party('operator', 1_600_000n),
      moved: 0n,
    });
    assert.deepEqual(handoverOf(physical), {
      units: 6,
      value: 12_000_000n,
      missing: 2,
      penalty: 200_000n,
      moved: 0n,
      buyerFreed: 1_800_000n,
      sellerFreed: 0n,
    });
    // What had been gained on three quarters of it goes back; all of it where nothing is missing.
    const gained = {
      ...physical,
      buyer: party('lab', 2_000_000n),
      seller: party('operator', 1_200_000n),
      moved: 400_000n,
    };
    assert.equal(handoverOf(gained).moved, -300_000n);
    const whole = handoverOf({ ...gained, committed: [{ operator: 'operator', quantity: 8 }] });
    assert.deepEqual(
      [whole.moved, whole.buyerFreed, whole.sellerFreed],
      [-400_000n, 1_600_000n, 1_600_000n],
    );
  });

  test('who did not fail cannot lose', () => {
    const failed = agreement({ fault: 'Seller' });
    assert.equal(gainAt(failed, standing(), 1_000_000n), 0n);
    assert.equal(initialNeeded(failed, standing({ gain: 7_142_400_000n }), 'Buyer'), 0n);
  });
});

describe('what settling does', () => {
  const stage = (found: Agreement, now: number, change: Partial<Standing> = {}) =>
    stageOf(found, standing(change), at(now), RULES);

  test('in cash', () => {
    const end = Date.UTC(2027, 3, 1);
    assert.equal(stage(agreement(), NOW), 'running');
    assert.equal(stage(agreement(), end, { hoursLeft: 0 }), 'average');
    assert.equal(stage(agreement(), end + 72 * HOUR, { hoursLeft: 3 }), 'waited');
    const free: Partial<Standing> = { hoursLeft: 384, excess: [0n, 1n] };
    assert.equal(stage(agreement(), START + 400 * HOUR, free), 'instalment');
    const fixed = agreement({ terms: terms({ instalments: false }) });
    assert.equal(stage(fixed, START + 400 * HOUR, free), 'running');
  });

  test('in units', () => {
    const physical = agreement({ deliverable: true });
    assert.equal(stage(physical, START - 91 * 60_000), 'early');
    assert.equal(stage(physical, START - 90 * 60_000), 'deliver');
    assert.equal(stage(physical, START - HOUR), 'late');
    // A gate that fell into a gap is open until the period begins.
    const gap = { from: BigInt(START - 2 * HOUR), resumed: BigInt(START - 50 * 60_000) };
    const after = (now: number) => stageOf(physical, standing(), at(now, gap), RULES);
    assert.equal(after(START - 50 * 60_000), 'deliver');
    assert.equal(after(START), 'late');
  });
});

describe('what the chain would refuse', () => {
  const market: MarketState = { tick: 1_000n, lot: 1, paused: false, index: 0 };
  const actor = { who: 'lab', now: NOW, free: 10n ** 13n, debt: 0n };
  const offer = (change: Partial<Terms>, until = NOW + DAY, state: MarketState | null = market) =>
    offerProblems(terms(change), null, until, state, actor, RULES);

  test('of an offer', () => {
    assert.deepEqual(offer({}), []);
    assert.deepEqual(offer({ price: 2_100_500n }), ['forward.OffTick']);
    assert.deepEqual(offer({ initial: 99 }), ['forward.BadMargin']);
    assert.deepEqual(offer({ maintenance: 101 }), ['forward.BadMargin']);
    assert.deepEqual(offer({ penalty: 61 }), ['forward.BadPenalty']);
    assert.deepEqual(offer({ callWindow: BigInt(HOUR - 1) }), ['forward.BadCallWindow']);
    assert.deepEqual(offer({ leastHours: 745 }), ['forward.BadSuspension']);
    assert.deepEqual(offer({}, NOW + 7 * DAY + 1), ['forward.BadValidity']);
    assert.deepEqual(offer({}, NOW), ['forward.BadValidity']);
    assert.deepEqual(offer({}, NOW + DAY, { ...market, index: null }), ['forward.NoIndex']);
    assert.deepEqual(offer({ quantity: 1, price: 1_000n }), ['forward.BelowMinimum']);
    const late = { ...actor, now: START - 2 * HOUR };
    const physical = terms({ settlement: 'Physical' });
    const until = START - 80 * 60_000;
    assert.deepEqual(offerProblems(physical, null, until, market, late, RULES), [
      'forward.PeriodBegun',
    ]);
    const poor = { ...actor, free: 9_999_359_999n };
    assert.deepEqual(offerProblems(terms(), 'lab', NOW + 1, market, poor, RULES), [
      'forward.SameAccount',
      'forward.InsufficientCash',
    ]);
  });

  test('of accepting one', () => {
    const made: Offer = {
      maker: 'operator',
      side: 'Seller',
      terms: terms(),
      counterparty: null,
      validUntil: BigInt(NOW),
      index: 0,
      margin: 5n,
    };
    assert.deepEqual(acceptOfferProblems(made, market, false, actor), []);
    const other = { ...made, counterparty: 'else' };
    assert.deepEqual(acceptOfferProblems(other, market, false, actor), ['forward.NotForYou']);
    assert.deepEqual(acceptOfferProblems(made, market, true, actor), [
      'forward.CounterpartyInDebt',
    ]);
    const later = { ...actor, now: NOW + 1 };
    assert.deepEqual(acceptOfferProblems(made, market, false, later), ['forward.OfferLapsed']);
    assert.deepEqual(acceptOfferProblems(made, market, false, { ...actor, free: 4n }), [
      'forward.InsufficientCash',
    ]);
  });

  test('of margin put in and taken out', () => {
    assert.deepEqual(topUpProblems(agreement(), 0n, actor), ['forward.ZeroAmount']);
    assert.deepEqual(topUpProblems(agreement(), 1n, { ...actor, who: 'x' }), ['forward.NotParty']);
    const more = standing({ excess: [7n, 0n] });
    assert.deepEqual(withdrawExcessProblems(agreement(), more, 7n, actor), []);
    assert.deepEqual(withdrawExcessProblems(agreement(), more, 8n, actor), [
      'forward.ExceedsExcess',
    ]);
    const call = { level: 1n, deadline: 1n };
    const called = agreement({ buyer: { ...agreement().buyer, call } });
    assert.deepEqual(withdrawExcessProblems(called, more, 1n, actor), ['forward.CallOpen']);
  });

  test('of units put in', () => {
    const seller = { ...actor, who: 'operator' };
    const physical = agreement({ deliverable: true });
    const commit = (quantity: number, now = NOW, found = physical) =>
      commitProblems(found, 'operator', quantity, 60, { ...seller, now }, RULES);
    assert.deepEqual(commit(60), []);
    assert.deepEqual(commit(61), ['capacity.InsufficientUnits']);
    assert.deepEqual(commit(65), ['forward.BeyondQuantity']);
    assert.deepEqual(commit(1, START - 90 * 60_000), ['forward.CommitLate']);
    assert.deepEqual(commit(1, NOW, agreement()), ['forward.NotPhysical']);
  });
});

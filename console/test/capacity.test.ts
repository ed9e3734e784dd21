import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DAY, HOUR, type Period } from '@headroom/js';
import {
  type CapacityRules,
  type Gift,
  impairment,
  type Issuer,
  issueProblems,
  joinable,
  joinProblems,
  outdated,
  parentOf,
  ratesAt,
  ratesFor,
  registerProblems,
  retireProblems,
  splitProblems,
  transferProblems,
} from '../src/calc/capacity.ts';
import { depositProblems, paidOf, payProblems, withdrawProblems } from '../src/calc/cash.ts';
import { gateClosesAt } from '../src/calc/gate.ts';

const RULES: CapacityRules = {
  coverShare: 800n,
  bondShare: 200n,
  minRateShare: 800n,
  gateLead: HOUR,
  maxYearsAhead: 5,
};

const NOW = Date.UTC(2026, 10, 25, 12);
const MARCH: Period = { Month: { year: 2027, month: 3 } };
const LINE = { product: 0, zone: 1, validUntil: BigInt(NOW + DAY), short: false };

const issuer = (change: Partial<Issuer> = {}): Issuer => ({
  now: NOW,
  free: 10n ** 12n,
  inDebt: false,
  standing: LINE,
  line: {
    pool: 0,
    quantity: 64,
    milliGpus: 1_000,
    tier: 2,
    validUntil: LINE.validUntil,
    attestor: '',
    years: [],
  },
  product: { retired: false, lowestTier: 1 },
  market: { paused: false, reference: 2_000_000n },
  room: 16,
  ...change,
});

describe('rates', () => {
  test('are rounded up, against the issuer', () => {
    assert.deepEqual(ratesAt(2_000_000n, RULES), { cover: 1_600_000n, bond: 400_000n });
    assert.deepEqual(ratesAt(2_000_001n, RULES), { cover: 1_600_001n, bond: 400_001n });
    assert.deepEqual(ratesAt(1n, RULES), { cover: 1n, bond: 1n });
  });

  test('are those of the year where something of it is issued', () => {
    const years = [{ year: 2027, cover: 1_500_000n, bond: 300_000n, issuedHours: 24n }];
    const fixed = ratesFor(years, MARCH, 2_000_000n, RULES);
    assert.deepEqual(fixed, { cover: 1_500_000n, bond: 300_000n, fixed: true });
    const retired = [{ ...years[0], issuedHours: 0n }];
    assert.equal(ratesFor(retired, MARCH, 2_000_000n, RULES).fixed, false);
    assert.equal(outdated(1_280_000n, 2_000_000n, RULES), false);
    assert.equal(outdated(1_279_999n, 2_000_000n, RULES), true);
  });
});

describe('issuing', () => {
  const issue = (quantity: number, change: Partial<Issuer> = {}, period: Period = MARCH) =>
    issueProblems(period, quantity, issuer(change), RULES);

  test('sixteen GPUs for a month hold the 4,761.60 of the page for operators', () => {
    assert.deepEqual(issue(16, { free: 4_761_600_000n }), []);
    assert.deepEqual(issue(16, { free: 4_761_599_999n }), ['capacity.InsufficientCash']);
  });

  test('what the chain would refuse', () => {
    assert.deepEqual(issue(0), ['capacity.ZeroQuantity']);
    assert.deepEqual(issue(17), ['capacity.ExceedsAttested']);
    assert.deepEqual(issue(1, {}, { Hour: NOW / HOUR }), ['capacity.PeriodBegun']);
    assert.deepEqual(issue(1, {}, { Year: 2032 }), ['capacity.TooFarAhead']);
    assert.deepEqual(issue(1, {}, { Year: 2031 }), []);
    assert.deepEqual(issue(1, { inDebt: true }), ['capacity.InDebt']);
    assert.deepEqual(issue(1, { standing: null }), ['capacity.NotAttested']);
    const over = { ...LINE, validUntil: BigInt(NOW) };
    assert.deepEqual(issue(1, { standing: over }), ['capacity.AttestationExpired']);
    assert.equal(impairment(false, { ...LINE, short: true }, NOW), 'capacity.UnderAttested');
    const high = { retired: false, lowestTier: 3 };
    assert.deepEqual(issue(1, { product: high }), ['capacity.BelowTier']);
    const paused = { paused: true, reference: 1n };
    assert.deepEqual(issue(1, { market: paused }), ['capacity.MarketPaused']);
    const years = [{ year: 2027, cover: 1_279_999n, bond: 1n, issuedHours: 1n }];
    const line = { ...issuer().line!, years };
    assert.deepEqual(issue(1, { line }), ['capacity.RateOutdated']);
  });

  test('taking back', () => {
    assert.deepEqual(retireProblems(MARCH, 3, 3, NOW), []);
    assert.deepEqual(retireProblems(MARCH, 4, 3, NOW), ['capacity.InsufficientUnits']);
    assert.deepEqual(retireProblems({ Year: 2026 }, 1, 3, NOW), ['capacity.PeriodBegun']);
  });

  test('registering', () => {
    const state = { free: 10n, debt: 0n, registered: false, bond: 10n };
    assert.deepEqual(registerProblems('dave', state), []);
    assert.deepEqual(registerProblems(' ', state), ['capacity.EmptyName']);
    assert.deepEqual(registerProblems('dave', { ...state, free: 9n }), [
      'capacity.InsufficientCash',
    ]);
  });
});

describe('giving, splitting and joining', () => {
  const gift = (change: Partial<Gift> = {}): Gift => ({
    from: 'holder',
    to: 'friend',
    operator: 'issuer',
    quantity: 2,
    units: 2,
    free: 0n,
    debt: 0n,
    now: NOW,
    impaired: null,
    coverRate: 1_600_000n,
    reference: 2_000_000n,
    ...change,
  });
  const give = (change: Partial<Gift> = {}, period: Period = MARCH) =>
    transferProblems(period, gift(change), RULES);

  test('a holder gives without cash, an issuer behind the cover', () => {
    assert.deepEqual(give(), []);
    assert.deepEqual(give({ quantity: 3 }), ['capacity.InsufficientUnits']);
    assert.deepEqual(give({ to: 'holder' }), ['capacity.SameAccount']);
    assert.deepEqual(give({ debt: 1n }), ['capacity.InDebt']);
    const next: Period = { Hour: NOW / HOUR + 1 };
    assert.deepEqual(give({}, next), ['capacity.GateClosed']);
    const own = { from: 'issuer', free: 2_380_800_000n };
    assert.deepEqual(give(own), []);
    assert.deepEqual(give({ ...own, free: 2_380_799_999n }), ['capacity.InsufficientCash']);
    assert.deepEqual(give({ ...own, reference: 3_000_000n }), ['capacity.RateOutdated']);
    assert.deepEqual(give({ ...own, impaired: 'capacity.UnderAttested' }), [
      'capacity.UnderAttested',
    ]);
  });

  test('only what is not an hour can be split, and only whole sets joined', () => {
    assert.deepEqual(splitProblems({ Hour: NOW / HOUR + 9 }, 1, 1, NOW), ['capacity.NotDivisible']);
    assert.deepEqual(splitProblems(MARCH, 2, 1, NOW), ['capacity.InsufficientUnits']);
    const day: Period = { Day: 20_800 };
    const all = joinable(day, (child) => ('Hour' in child && child.Hour % 2 === 0 ? 3 : 5));
    assert.equal(all, 3);
    assert.deepEqual(joinProblems(day, 3, all, NOW), []);
    assert.deepEqual(joinProblems(day, 4, all, NOW), ['capacity.IncompleteSet']);
  });

  test('the next larger period', () => {
    assert.deepEqual(parentOf({ Hour: 49 }), { Day: 2 });
    assert.deepEqual(parentOf({ Day: 31 }), { Month: { year: 1970, month: 2 } });
    assert.deepEqual(parentOf(MARCH), { Quarter: { year: 2027, quarter: 1 } });
    assert.deepEqual(parentOf({ Quarter: { year: 2027, quarter: 1 } }), { Year: 2027 });
    assert.equal(parentOf({ Year: 2027 }), null);
  });

  test('a gate that fell into a gap is open for an hour, but not within the period', () => {
    const start = Date.UTC(2027, 2, 1);
    const none = { from: 0n, resumed: 0n };
    const at = (now: number, resumed: number) => ({
      now,
      heart: {
        last: BigInt(now),
        gaps: [none, { from: BigInt(start - 2 * HOUR), resumed: BigInt(resumed) }],
      },
      clock: { gapThreshold: 1, grace: HOUR },
    });
    const now = start - HOUR / 2;
    assert.equal(gateClosesAt(MARCH, HOUR, at(now, start - 70 * 60_000)), start - 10 * 60_000 + 1);
    assert.equal(gateClosesAt(MARCH, HOUR, at(now, now)), start);
  });
});

describe('cash', () => {
  test('what the chain would refuse', () => {
    assert.deepEqual(depositProblems(0n, 5n), ['cash.ZeroAmount']);
    assert.deepEqual(depositProblems(6n, 5n), ['assets.BalanceLow']);
    assert.deepEqual(withdrawProblems(5n, { free: 5n, debt: 0n }), []);
    assert.deepEqual(withdrawProblems(6n, { free: 5n, debt: 0n }), ['cash.InsufficientCash']);
    assert.deepEqual(withdrawProblems(1n, { free: 5n, debt: 1n }), ['cash.InDebt']);
    assert.deepEqual(payProblems(1n, 1n, 0n), ['cash.NothingFree']);
    assert.equal(paidOf(10n, 7n, 3n), 3n);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HOUR, type Period } from '@headroom/js';
import { type At, extended, isOver } from '../src/calc/clock.ts';
import {
  answerProblems,
  damageRate,
  type Delivery,
  type DeliveryRules,
  nextOf,
  objectProblems,
  phaseOf,
  settlementOf,
  stakeOf,
} from '../src/calc/delivery.ts';

const DAY: Period = { Day: 20_000 };
const START = 20_000 * 24 * HOUR;
const END = START + 24 * HOUR;

const RULES: DeliveryRules = {
  reportWindow: 6 * HOUR,
  objectionWindow: 24 * HOUR,
  answerWindow: 24 * HOUR,
  rulingWindow: 72 * HOUR,
  penaltyShare: 100n,
  stakeShare: 100n,
  minStake: 1_000_000n,
};

const CLOCK = { gapThreshold: HOUR / 6, grace: HOUR };
const NO_GAP = { from: 0n, resumed: 0n };
const at = (now: number, heart: At['heart'] | null = null): At => ({
  now,
  heart: heart ?? { last: BigInt(now), gaps: [NO_GAP, NO_GAP] },
  clock: CLOCK,
});

/** 4 GPUs for a day at a reference of 2.00: cover 1.60 and bond 0.40. */
const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  buyer: 'buyer',
  quantity: 4,
  instructions: '0x',
  coverRate: 1_600_000n,
  bondLeft: 38_400_000n,
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

describe('deadlines', () => {
  const heart = { last: BigInt(END), gaps: [NO_GAP, { from: 1_000n, resumed: 50_000n }] };

  test('one that fell into a gap is over an hour after it', () => {
    const here = at(END, heart);
    assert.equal(extended(1_000, here), 1_000);
    assert.equal(extended(1_001, here), 50_000 + HOUR);
    assert.equal(extended(50_000 + 2 * HOUR, here), 50_000 + 2 * HOUR);
  });

  test('the gap before this very block counts, and the last two do', () => {
    const here = at(END + 2 * HOUR, heart);
    assert.equal(extended(END + 1, here), END + 3 * HOUR);
    assert.equal(isOver(END + 1, here), false);
    assert.equal(isOver(END - 1, here), true);
    // The older of two gaps is forgotten with a third.
    const three = {
      last: BigInt(END),
      gaps: [
        { from: 1_000n, resumed: 50_000n },
        { from: 60_000n, resumed: 70_000n },
      ],
    };
    assert.equal(extended(1_001, at(END + 2 * HOUR, three)), 1_001);
  });
});

describe('settling', () => {
  test('a quarter is missing: the example of the market rules', () => {
    const stood = delivery({ hours: 24, stands: { delivered: 72_000n, lost: 24_000n } });
    const found = settlementOf(stood, DAY, RULES, at(END + 1), 2_000_000n);
    assert.deepEqual(found, {
      delivered: 72_000n,
      lost: 24_000n,
      released: 115_200_000n,
      refunded: 38_400_000n,
      damages: 14_400_000n,
      debt: 0n,
      bondFreed: 24_000_000n,
      finished: true,
      buyerStake: 0n,
      operatorStake: 0n,
    });
  });

  test('nothing was reported in time: beyond the bond it is a debt', () => {
    const late = at(END + 6 * HOUR + 1);
    assert.equal(phaseOf(delivery(), DAY, RULES, at(END + 6 * HOUR)), 'Open');
    assert.equal(phaseOf(delivery(), DAY, RULES, late), 'Due');
    const found = settlementOf(delivery(), DAY, RULES, late, 2_000_000n);
    assert.equal(found?.lost, 96_000n);
    assert.equal(found.refunded, 153_600_000n);
    assert.deepEqual([found.damages, found.debt], [38_400_000n, 19_200_000n]);
  });

  test('a report stands when its window is over, and a part is paid once', () => {
    const pending = { hours: 12, delivered: 40_000n, closes: BigInt(END) };
    const reported = delivery({ pending });
    assert.equal(settlementOf(reported, DAY, RULES, at(END), 2_000_000n), null);
    const found = settlementOf(reported, DAY, RULES, at(END + 1), 2_000_000n);
    assert.deepEqual([found?.delivered, found?.lost, found?.finished], [40_000n, 8_000n, false]);
    assert.equal(found?.bondFreed, 0n);
    const paid = delivery({ hours: 12, stands: found, paid: found });
    assert.equal(settlementOf(paid, DAY, RULES, at(END + 1), 2_000_000n), null);
  });

  test('an objection that is not answered: the claim stands, and the stake goes back', () => {
    const dispute = {
      claimed: 48_000n,
      reported: 96_000n,
      stake: 7_680_000n,
      answered: false,
      deadline: BigInt(END),
    };
    const open = delivery({ hours: 24, stands: { delivered: 48_000n, lost: 0n }, dispute });
    assert.equal(phaseOf(open, DAY, RULES, at(END)), 'Objected');
    assert.deepEqual(nextOf(open, DAY, RULES, at(END)), { what: 'answer', at: END });
    assert.equal(phaseOf(open, DAY, RULES, at(END + 1)), 'Due');
    const found = settlementOf(open, DAY, RULES, at(END + 1), 2_000_000n);
    assert.deepEqual([found?.delivered, found?.lost], [48_000n, 48_000n]);
    assert.deepEqual([found?.buyerStake, found?.operatorStake], [7_680_000n, 0n]);
    const answered = delivery({ ...open, dispute: { ...dispute, answered: true } });
    const other = settlementOf(answered, DAY, RULES, at(END + 1), 2_000_000n);
    assert.deepEqual([other?.delivered, other?.lost], [96_000n, 0n]);
    assert.deepEqual([other?.buyerStake, other?.operatorStake], [7_680_000n, 7_680_000n]);
  });

  test('what it is worth below the cover leaves the penalty, rounded up', () => {
    assert.equal(damageRate(2_000_000n, 1_600_000n, 100n), 600_000n);
    assert.equal(damageRate(1_000_001n, 1_600_000n, 100n), 100_001n);
  });
});

describe('objecting and answering', () => {
  const pending = { hours: 24, delivered: 96_000n, closes: BigInt(END + 24 * HOUR) };
  const reported = delivery({ pending });

  test('a stake is a tenth of the disputed cover, rounded up, and one at least', () => {
    assert.equal(stakeOf(1_600_000n, 48_000n, RULES), 7_680_000n);
    assert.equal(stakeOf(1_600_001n, 48_001n, RULES), 7_680_165n);
    assert.equal(stakeOf(1_600_000n, 1n, RULES), 1_000_000n);
  });

  test('what the chain would refuse', () => {
    const object = (claimed: bigint, free: bigint, now: number) =>
      objectProblems(reported, 'buyer', claimed, free, RULES, at(now));
    assert.deepEqual(object(48_000n, 7_680_000n, END), []);
    assert.deepEqual(object(48_000n, 7_679_999n, END), ['delivery.InsufficientCash']);
    assert.deepEqual(object(96_000n, 10n ** 9n, END), ['delivery.NothingDisputed']);
    assert.deepEqual(object(0n, 10n ** 9n, END + 24 * HOUR + 1), ['delivery.ObjectionLate']);
    assert.deepEqual(objectProblems(delivery(), 'other', 0n, 0n, RULES, at(END)), [
      'delivery.NotBuyer',
    ]);
    assert.deepEqual(answerProblems(reported, 0n, at(END)), ['delivery.NoDispute']);
  });
});

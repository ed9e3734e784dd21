// Where a delivery stands, what is due next, and what settling it pays: by the rules of
// pallets/delivery. Delivered and lost are thousandths of a unit-hour, from the period's beginning.

import { hoursOf, type Metered, type Period, shareUp, spanOf, total } from '@headroom/js';
import { type At, extended, isOver } from './clock.ts';

export interface Outcome {
  delivered: bigint;
  lost: bigint;
}

/** What the chain stores of one nomination. */
export interface Delivery {
  buyer: string;
  quantity: number;
  instructions: string;
  coverRate: bigint;
  bondLeft: bigint;
  reading: Metered | null;
  disallowed: bigint;
  /** Hours, from the beginning, that are decided or in dispute. */
  hours: number;
  stands: Outcome;
  paid: Outcome;
  pending: { hours: number; delivered: bigint; closes: bigint } | null;
  dispute: {
    claimed: bigint;
    reported: bigint;
    stake: bigint;
    answered: boolean;
    deadline: bigint;
  } | null;
  reopened: bigint;
}

export interface DeliveryRules {
  /** Milliseconds. */
  reportWindow: number;
  objectionWindow: number;
  answerWindow: number;
  rulingWindow: number;
  /** Thousandths. */
  penaltyShare: bigint;
  stakeShare: bigint;
  minStake: bigint;
}

export type Phase = 'Due' | 'Objected' | 'Answered' | 'Reported' | 'Open';

/** Thousandths of a unit-hour owed for so many hours. */
export const entitled = (quantity: number, hours: number): bigint =>
  BigInt(quantity) * BigInt(hours) * 1_000n;

export const meteredDown = (price: bigint, milli: bigint): bigint => (price * milli) / 1_000n;
export const meteredUp = (price: bigint, milli: bigint): bigint => (price * milli + 999n) / 1_000n;

/** The last moment for reports, without gaps. */
export const reportDeadline = (delivery: Delivery, period: Period, rules: DeliveryRules): number =>
  Math.max(spanOf(period).end, Number(delivery.reopened)) + rules.reportWindow;

function decide(delivery: Delivery, hours: number, delivered: bigint): Delivery {
  const more = most(delivered - delivery.stands.delivered, 0n);
  const owed = entitled(delivery.quantity, Math.max(hours - delivery.hours, 0));
  return {
    ...delivery,
    hours,
    stands: {
      delivered: delivery.stands.delivered + more,
      lost: delivery.stands.lost + most(owed - more, 0n),
    },
  };
}

const most = (one: bigint, two: bigint): bigint => (one > two ? one : two);

/** A report whose window is over stands. */
export function stand(delivery: Delivery, at: At): Delivery {
  const { pending } = delivery;
  if (pending === null || !isOver(Number(pending.closes), at)) return delivery;
  return { ...decide(delivery, pending.hours, pending.delivered), pending: null };
}

export interface Advanced {
  delivery: Delivery;
  /** An objection whose time was over: its stakes go back, the operator's where it had answered. */
  lapsed: { answered: boolean; stake: bigint } | null;
}

/** Decides what time has decided. */
export function advance(found: Delivery, period: Period, rules: DeliveryRules, at: At): Advanced {
  let delivery = found;
  let lapsed: Advanced['lapsed'] = null;
  const { dispute } = delivery;
  if (dispute !== null && isOver(Number(dispute.deadline), at)) {
    const { answered, stake, reported, claimed } = dispute;
    const delivered = answered ? reported : claimed;
    const not = reported - delivered;
    lapsed = { answered, stake };
    delivery = {
      ...delivery,
      dispute: null,
      stands: { delivered, lost: delivery.stands.lost + not },
      disallowed: delivery.disallowed + not,
      reopened: BigInt(at.now),
    };
  }
  delivery = stand(delivery, at);
  if (
    delivery.dispute === null &&
    delivery.pending === null &&
    isOver(reportDeadline(delivery, period, rules), at)
  ) {
    delivery = decide(delivery, hoursOf(period), delivery.stands.delivered);
  }
  return { delivery, lapsed };
}

const same = (one: Outcome, two: Outcome) =>
  one.delivered === two.delivered && one.lost === two.lost;

export function phaseOf(found: Delivery, period: Period, rules: DeliveryRules, at: At): Phase {
  if (found.dispute !== null) {
    if (isOver(Number(found.dispute.deadline), at)) return 'Due';
    return found.dispute.answered ? 'Answered' : 'Objected';
  }
  const { delivery } = advance(found, period, rules, at);
  if (!same(delivery.stands, delivery.paid)) return 'Due';
  return delivery.pending === null ? 'Open' : 'Reported';
}

/** What happens next by itself, and when: gaps considered. */
export function nextOf(
  delivery: Delivery,
  period: Period,
  rules: DeliveryRules,
  at: At,
): { what: 'begin' | 'report' | 'object' | 'answer' | 'rule'; at: number } {
  const { dispute, pending } = delivery;
  if (dispute !== null) {
    const what = dispute.answered ? 'rule' : 'answer';
    return { what, at: extended(Number(dispute.deadline), at) };
  }
  if (pending !== null) return { what: 'object', at: extended(Number(pending.closes), at) };
  const { start } = spanOf(period);
  if (at.now < start) return { what: 'begin', at: start };
  return { what: 'report', at: extended(reportDeadline(delivery, period, rules), at) };
}

/** The stake of an objection: a share of the disputed cover, rounded up, and a least amount. */
export function stakeOf(coverRate: bigint, disputed: bigint, rules: DeliveryRules): bigint {
  const share = shareUp(meteredUp(coverRate, disputed), rules.stakeShare, 1_000n);
  return most(share, rules.minStake);
}

/** Damages for a unit-hour: what capacity is worth above the cover, and the penalty, rounded up. */
export function damageRate(worth: bigint, coverRate: bigint, penaltyShare: bigint): bigint {
  return most(worth - coverRate, 0n) + shareUp(worth, penaltyShare, 1_000n);
}

/** Cover paid out once so much is decided: to the operator, and back to the buyer. */
export function coverOf(
  { quantity, coverRate }: Pick<Delivery, 'quantity' | 'coverRate'>,
  period: Period,
  { delivered, lost }: Outcome,
): { released: bigint; refunded: bigint } {
  const hours = hoursOf(period);
  const released = meteredDown(coverRate, delivered);
  const whole = delivered + lost >= entitled(quantity, hours);
  const rest = total(coverRate, quantity, hours) - released;
  return { released, refunded: whole ? rest : meteredDown(coverRate, lost) };
}

export interface Settlement extends Outcome {
  /** Cover to the operator, from its own hold. */
  released: bigint;
  /** Cover to the buyer. */
  refunded: bigint;
  /** From the bond to the buyer. */
  damages: bigint;
  /** Owed to the buyer beyond the bond. */
  debt: bigint;
  /** Bond that is free again. */
  bondFreed: bigint;
  finished: boolean;
  /** Stakes that go back because an objection lapsed. */
  buyerStake: bigint;
  operatorStake: bigint;
}

/** What settling it now pays, where capacity is worth so much; null where nothing is due. */
export function settlementOf(
  found: Delivery,
  period: Period,
  rules: DeliveryRules,
  at: At,
  worth: bigint,
): Settlement | null {
  const { delivery, lapsed } = advance(found, period, rules, at);
  const { paid, stands, coverRate, bondLeft } = delivery;
  if (lapsed === null && same(paid, stands)) return null;
  const before = coverOf(delivery, period, paid);
  const after = coverOf(delivery, period, stands);
  const lost = stands.lost - paid.lost;
  const damages = meteredUp(damageRate(worth, coverRate, rules.penaltyShare), lost);
  const fromBond = damages < bondLeft ? damages : bondLeft;
  const finished = stands.delivered + stands.lost >= entitled(delivery.quantity, hoursOf(period));
  return {
    delivered: stands.delivered - paid.delivered,
    lost,
    released: after.released - before.released,
    refunded: after.refunded - before.refunded,
    damages: fromBond,
    debt: damages - fromBond,
    bondFreed: finished ? bondLeft - fromBond : 0n,
    finished,
    buyerStake: lapsed?.stake ?? 0n,
    operatorStake: lapsed?.answered === true ? lapsed.stake : 0n,
  };
}

// --- What the chain would refuse ----------------------------------------------------------------

export function acceptProblems(delivery: Delivery, who: string): string[] {
  if (delivery.buyer !== who) return ['delivery.NotBuyer'];
  return delivery.pending === null ? ['delivery.NothingPending'] : [];
}

export function objectProblems(
  delivery: Delivery,
  who: string,
  claimed: bigint,
  free: bigint,
  rules: DeliveryRules,
  at: At,
): string[] {
  const found = acceptProblems(delivery, who);
  const { pending, stands, coverRate } = delivery;
  if (pending === null) return found;
  if (isOver(Number(pending.closes), at)) found.push('delivery.ObjectionLate');
  if (claimed >= pending.delivered || claimed < stands.delivered) {
    found.push('delivery.NothingDisputed');
  } else if (stakeOf(coverRate, pending.delivered - claimed, rules) > free) {
    found.push('delivery.InsufficientCash');
  }
  return found;
}

export function answerProblems(delivery: Delivery, free: bigint, at: At): string[] {
  const { dispute } = delivery;
  if (dispute === null) return ['delivery.NoDispute'];
  if (dispute.answered) return ['delivery.AlreadyAnswered'];
  const found: string[] = [];
  if (isOver(Number(dispute.deadline), at)) found.push('delivery.AnswerLate');
  if (dispute.stake > free) found.push('delivery.InsufficientCash');
  return found;
}

// Forward agreements: margins, marks and gains as pallets/forward reckons them, and what it would
// refuse. The buyer's gain is positive; prices and amounts are millionths.

import { hoursOf, type Series, shareUp, spanOf, total } from '@headroom/js';
import type { At } from './clock.ts';
import { gateClosesAt, gateOfPeriod } from './gate.ts';

export type Side = 'Buyer' | 'Seller';

/** As the chain stores them. */
export interface Terms {
  series: Series;
  quantity: number;
  price: bigint;
  settlement: 'Cash' | 'Physical';
  /** Thousandths of the notional. */
  initial: number;
  maintenance: number;
  /** Milliseconds. */
  callWindow: bigint;
  penalty: number;
  /** Hours. */
  wait: number;
  leastHours: number;
  instalments: boolean;
}

export interface Offer {
  maker: string;
  side: Side;
  terms: Terms;
  counterparty: string | null;
  validUntil: bigint;
  index: number;
  margin: bigint;
}

export interface Party {
  account: string;
  margin: bigint;
  paidIn: bigint;
  gains: { at: number; amounts: bigint[] };
  call: { level: bigint; deadline: bigint } | null;
}

export interface Agreement {
  terms: Terms;
  index: number;
  /** Units that are not settled. */
  quantity: number;
  fault: Side | null;
  committed: { operator: string; quantity: number }[];
  instructions: string | null;
  deliverable: boolean;
  buyer: Party;
  seller: Party;
  moved: bigint;
  marks: [hour: number, price: bigint][];
}

/** `forwardApi.standing`. */
export interface Standing {
  mark: bigint;
  meanMark: bigint;
  hoursLeft: number;
  gain: bigint;
  /** The buyer's and the seller's. */
  maintenance: [bigint, bigint];
  excess: [bigint, bigint];
}

export interface ForwardRules {
  /** The product's least margins, in thousandths. */
  leastInitial: number;
  leastMaintenance: number;
  minNotional: bigint;
  /** Milliseconds. */
  gateLead: number;
  commitLead: number;
  maxOfferTime: number;
  minCallWindow: number;
  maxCallWindow: number;
  /** Hours. */
  maxWait: number;
  /** Thousandths of the mark, an hour. */
  markStep: bigint;
}

const HOUR = 3_600_000;
const max = (one: bigint, two: bigint): bigint => (one > two ? one : two);
const min = (one: bigint, two: bigint): bigint => (one < two ? one : two);
const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

export const other = (side: Side): Side => (side === 'Buyer' ? 'Seller' : 'Buyer');
export const partyOf = (agreement: Agreement, side: Side): Party =>
  side === 'Buyer' ? agreement.buyer : agreement.seller;
export const sideOf = (agreement: Agreement, who: string): Side | null =>
  agreement.buyer.account === who ? 'Buyer' : agreement.seller.account === who ? 'Seller' : null;

/** Of the two of a standing, that of a side. */
export const ofSide = ([buyer, seller]: [bigint, bigint], side: Side): bigint =>
  side === 'Buyer' ? buyer : seller;

/** A share of the notional, rounded up: against the party. */
export const marginOf = (price: bigint, quantity: number, hours: number, share: number): bigint =>
  shareUp(total(price, quantity, hours), BigInt(share), 1_000n);

/** What each side puts up at first. */
export const firstMargin = ({ price, quantity, series, initial }: Terms): bigint =>
  marginOf(price, quantity, hoursOf(series.period), initial);

/** The first moment at which units can be delivered, and none put in any more. */
export const commitStop = ({ period }: Series, rules: ForwardRules): number =>
  gateOfPeriod(period, rules.gateLead) - rules.commitLead;

/** Who did not fail cannot lose. */
const bounded = (fault: Side | null, gain: bigint): bigint =>
  fault === null ? gain : fault === 'Buyer' ? min(gain, 0n) : max(gain, 0n);

/** What the buyer has gained at another mark than the last one. */
export function gainAt(
  { quantity, fault }: Agreement,
  { gain, mark, hoursLeft }: Standing,
  at: bigint,
): bigint {
  return bounded(fault, gain + (at - mark) * BigInt(hoursLeft) * BigInt(quantity));
}

/** How far the mark can move now: a share of the mark before this hour for each hour since. */
export function reachOf(
  marks: Agreement['marks'],
  hour: number,
  step: bigint,
): { low: bigint; high: bigint } {
  let last = marks.length - 1;
  while (last > 0 && marks[last][0] >= hour) last -= 1;
  const [at, base] = marks[last];
  const reach = (base * BigInt(Math.max(hour - at, 0)) * step) / 1_000n;
  return { low: max(base - reach, 1n), high: base + reach };
}

/** What moves between the margins for a gain, as far as the loser's reaches. */
export function level(agreement: Agreement, gain: bigint): { moved: bigint; lacking: bigint } {
  const due = gain - agreement.moved;
  const loser = due > 0n ? agreement.seller : agreement.buyer;
  const amount = min(size(due), loser.margin);
  const moved = due > 0n ? amount : -amount;
  return { moved, lacking: due - moved };
}

/** What a side lost at the last mark and its margin did not reach for. */
function unpaid(agreement: Agreement, { gain }: Standing, side: Side): bigint {
  const due = gain - agreement.moved;
  const loser = due > 0n ? 'Seller' : 'Buyer';
  return side === loser ? size(due) : 0n;
}

/** The margin that answers a call made now, or brings one back to where it began. */
export function initialNeeded(agreement: Agreement, standing: Standing, side: Side): bigint {
  const { fault, quantity, terms } = agreement;
  const share =
    fault !== null && fault !== side
      ? 0n
      : marginOf(standing.meanMark, quantity, standing.hoursLeft, terms.initial);
  return share + unpaid(agreement, standing, side);
}

/** Whether a margin is under maintenance at the mean mark. */
export const isShort = (agreement: Agreement, standing: Standing, side: Side): boolean =>
  partyOf(agreement, side).margin < ofSide(standing.maintenance, side);

/** How an agreement ends in cash. */
export interface End {
  gain: bigint;
  /** What moves to the buyer's margin before. */
  moved: bigint;
  penalty: bigint;
  /** To each side's free cash. */
  buyerFreed: bigint;
  sellerFreed: bigint;
  /** What the loser owes beyond its margin. */
  debt: bigint;
}

/** Pays what is due as far as margins reach, then the penalty, and frees what is left. */
export function endOf(
  agreement: Agreement,
  gain: bigint,
  penalty: { side: Side; most: bigint } | null = null,
): End {
  const { moved, lacking } = level(agreement, gain);
  const left = { Buyer: agreement.buyer.margin + moved, Seller: agreement.seller.margin - moved };
  let paid = 0n;
  if (penalty !== null) {
    paid = min(penalty.most, left[penalty.side]);
    left[penalty.side] -= paid;
    left[other(penalty.side)] += paid;
  }
  return {
    gain,
    moved,
    penalty: paid,
    buyerFreed: left.Buyer,
    sellerFreed: left.Seller,
    debt: size(lacking),
  };
}

/** What becomes of a physical agreement where all that was put in changes hands and is paid. */
export interface Handover {
  units: number;
  /** Paid for them. */
  value: bigint;
  /** Units that were not put in. */
  missing: number;
  /** What the seller pays for these. */
  penalty: bigint;
  /** What had been gained on what is delivered, to the buyer's margin or (negative) back from it. */
  moved: bigint;
  buyerFreed: bigint;
  sellerFreed: bigint;
}

export function handoverOf(agreement: Agreement): Handover {
  const { terms, committed, quantity } = agreement;
  const hours = hoursOf(terms.series.period);
  const units = committed.reduce((sum, one) => sum + one.quantity, 0);
  const missing = quantity - units;
  const kept = (agreement.moved * BigInt(missing)) / BigInt(Math.max(quantity, 1));
  const { moved } = level(agreement, kept);
  const [buyer, seller] = [agreement.buyer.margin + moved, agreement.seller.margin - moved];
  const penalty = min(marginOf(terms.price, missing, hours, terms.penalty), seller);
  return {
    units,
    value: total(terms.price, units, hours),
    missing,
    penalty,
    moved,
    // Who cannot lose any more needs no margin; the one at fault is bound for the rest.
    buyerFreed: buyer + penalty,
    sellerFreed: missing === 0 ? seller : 0n,
  };
}

/** What settling an agreement does now. */
export type Stage = 'early' | 'deliver' | 'late' | 'running' | 'instalment' | 'average' | 'waited';

export function stageOf(
  agreement: Agreement,
  standing: Standing,
  at: At,
  rules: ForwardRules,
): Stage {
  const { now } = at;
  const { terms, deliverable } = agreement;
  const { period } = terms.series;
  if (deliverable) {
    if (now < commitStop(terms.series, rules)) return 'early';
    return now < gateClosesAt(period, rules.gateLead, at) ? 'deliver' : 'late';
  }
  if (standing.hoursLeft === 0) return 'average';
  if (now >= spanOf(period).end + terms.wait * HOUR) return 'waited';
  const priced = hoursOf(period) - standing.hoursLeft;
  const frees = (['Buyer', 'Seller'] as const).some(
    (side) => partyOf(agreement, side).call === null && ofSide(standing.excess, side) > 0n,
  );
  return terms.instalments && priced > 0 && frees ? 'instalment' : 'running';
}

// What pallets/forward would refuse, by name.

import { hoursOf, spanOf, total } from '@headroom/js';
import {
  type Agreement,
  commitStop,
  firstMargin,
  type ForwardRules,
  type Offer,
  ofSide,
  partyOf,
  sideOf,
  type Standing,
  type Terms,
} from './forward.ts';

/** How things stand for whoever acts. */
export interface Actor {
  who: string;
  now: number;
  free: bigint;
  debt: bigint;
}

/** Of the market, and of its product. */
export interface MarketState {
  tick: bigint;
  lot: number;
  paused: boolean;
  index: number | null;
}

export function offerProblems(
  terms: Terms,
  counterparty: string | null,
  validUntil: number,
  market: MarketState | null,
  actor: Actor,
  rules: ForwardRules,
): string[] {
  const found: string[] = [];
  const unless = (holds: boolean, problem: string) => {
    if (!holds) found.push(`forward.${problem}`);
  };
  const { quantity, price, initial, maintenance, penalty, wait, leastHours } = terms;
  const hours = hoursOf(terms.series.period);
  const callWindow = Number(terms.callWindow);
  unless(actor.debt === 0n, 'InDebt');
  unless(counterparty !== actor.who, 'SameAccount');
  unless(quantity > 0, 'ZeroQuantity');
  unless(price > 0n, 'ZeroPrice');
  if (market !== null) {
    unless(price % market.tick === 0n, 'OffTick');
    unless(quantity % Math.max(market.lot, 1) === 0, 'OffLot');
  }
  if (quantity > 0 && price > 0n) {
    unless(total(price, quantity, hours) >= rules.minNotional, 'BelowMinimum');
  }
  unless(
    initial >= rules.leastInitial &&
      maintenance >= rules.leastMaintenance &&
      maintenance <= initial &&
      initial <= 1_000,
    'BadMargin',
  );
  unless(callWindow >= rules.minCallWindow && callWindow <= rules.maxCallWindow, 'BadCallWindow');
  unless(penalty <= maintenance, 'BadPenalty');
  unless(wait <= rules.maxWait && leastHours >= 1 && leastHours <= hours, 'BadSuspension');
  unless(validUntil > actor.now && validUntil <= actor.now + rules.maxOfferTime, 'BadValidity');
  const latest =
    terms.settlement === 'Cash'
      ? spanOf(terms.series.period).start
      : commitStop(terms.series, rules);
  unless(validUntil < latest, 'PeriodBegun');
  if (market === null) unless(false, 'UnknownMarket');
  else {
    unless(!market.paused, 'MarketPaused');
    unless(market.index !== null, 'NoIndex');
  }
  unless(firstMargin(terms) <= actor.free, 'InsufficientCash');
  return found;
}

export function acceptOfferProblems(
  offer: Offer,
  market: MarketState | null,
  makerInDebt: boolean,
  actor: Actor,
): string[] {
  const { maker, counterparty, validUntil, margin } = offer;
  if (maker === actor.who) return ['forward.SameAccount'];
  if (counterparty !== null && counterparty !== actor.who) return ['forward.NotForYou'];
  if (actor.now > Number(validUntil)) return ['forward.OfferLapsed'];
  if (actor.debt > 0n) return ['forward.InDebt'];
  if (makerInDebt) return ['forward.CounterpartyInDebt'];
  if (market === null) return ['forward.UnknownMarket'];
  if (market.paused) return ['forward.MarketPaused'];
  if (market.index !== offer.index) return ['forward.NoIndex'];
  return margin > actor.free ? ['forward.InsufficientCash'] : [];
}

export function topUpProblems(agreement: Agreement, amount: bigint, actor: Actor): string[] {
  if (amount === 0n) return ['forward.ZeroAmount'];
  if (sideOf(agreement, actor.who) === null) return ['forward.NotParty'];
  return amount > actor.free ? ['forward.InsufficientCash'] : [];
}

/** By the last mark: the chain marks first, and may find less. */
export function withdrawExcessProblems(
  agreement: Agreement,
  standing: Standing,
  amount: bigint,
  actor: Actor,
): string[] {
  if (amount === 0n) return ['forward.ZeroAmount'];
  const side = sideOf(agreement, actor.who);
  if (side === null) return ['forward.NotParty'];
  if (actor.debt > 0n) return ['forward.InDebt'];
  if (partyOf(agreement, side).call !== null) return ['forward.CallOpen'];
  return amount > ofSide(standing.excess, side) ? ['forward.ExceedsExcess'] : [];
}

const MOST_OPERATORS = 8;

export function commitProblems(
  agreement: Agreement,
  operator: string,
  quantity: number,
  /** Free in the seller's hands, of that operator. */
  units: number,
  actor: Actor,
  rules: ForwardRules,
): string[] {
  if (quantity === 0) return ['forward.ZeroQuantity'];
  const { seller, buyer, committed, deliverable, terms } = agreement;
  if (seller.account !== actor.who) return ['forward.NotSeller'];
  if (actor.debt > 0n) return ['forward.InDebt'];
  if (!deliverable) return ['forward.NotPhysical'];
  if (actor.now >= commitStop(terms.series, rules)) return ['forward.CommitLate'];
  if (operator === buyer.account) return ['forward.BuyersOwn'];
  const there = committed.reduce((sum, one) => sum + one.quantity, 0);
  if (there + quantity > agreement.quantity) return ['forward.BeyondQuantity'];
  if (quantity > units) return ['capacity.InsufficientUnits'];
  const known = committed.some((one) => one.operator === operator);
  return !known && committed.length >= MOST_OPERATORS ? ['forward.TooManyOperators'] : [];
}

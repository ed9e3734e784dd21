// Issuing, giving away, splitting: what it holds and frees, and what pallets/capacity would refuse.

import { childrenOf, hoursOf, type Period, shareUp, spanOf, total } from '@headroom/js';
import { gateOfPeriod } from './gate.ts';

export interface CapacityRules {
  /** Thousandths of the reference price. */
  coverShare: bigint;
  bondShare: bigint;
  /** Thousandths of today's cover rate. */
  minRateShare: bigint;
  /** Milliseconds. */
  gateLead: number;
  /** Years. */
  maxYearsAhead: number;
}

/** Cover and bond per unit and hour. */
export interface Rates {
  cover: bigint;
  bond: bigint;
}

export interface YearRates extends Rates {
  year: number;
  issuedHours: bigint;
}

/** What an operator is attested for of one product in one zone. */
export interface Line {
  pool: number;
  quantity: number;
  milliGpus: number;
  tier: number;
  validUntil: bigint;
  attestor: string;
  years: YearRates[];
}

export interface LineStanding {
  product: number;
  zone: number;
  validUntil: bigint;
  short: boolean;
}

/** What stands in the way of an operator on a line; null where nothing does. */
export function impairment(
  inDebt: boolean,
  line: { validUntil: bigint; short: boolean } | null,
  now: number,
): string | null {
  if (inDebt) return 'capacity.InDebt';
  if (line === null) return 'capacity.NotAttested';
  if (Number(line.validUntil) <= now) return 'capacity.AttestationExpired';
  return line.short ? 'capacity.UnderAttested' : null;
}

const atLeastOne = (rate: bigint): bigint => (rate > 1n ? rate : 1n);

/** Rates at a reference price, rounded up: against the issuer. */
export const ratesAt = (reference: bigint, rules: CapacityRules): Rates => ({
  cover: atLeastOne(shareUp(reference, rules.coverShare, 1_000n)),
  bond: atLeastOne(shareUp(reference, rules.bondShare, 1_000n)),
});

const yearOf = (moment: number): number => new Date(moment).getUTCFullYear();

/** Rates of a period: those that the year has where something of it is issued, else today's. */
export function ratesFor(
  years: readonly YearRates[],
  period: Period,
  reference: bigint,
  rules: CapacityRules,
): Rates & { fixed: boolean } {
  const year = yearOf(spanOf(period).start);
  const fixed = years.find((rates) => rates.year === year && rates.issuedHours > 0n);
  if (fixed !== undefined) return { cover: fixed.cover, bond: fixed.bond, fixed: true };
  return { ...ratesAt(reference, rules), fixed: false };
}

/** Whether a rate that was fixed earlier is too little of what it would be today. */
export function outdated(cover: bigint, reference: bigint, rules: CapacityRules): boolean {
  const today = ratesAt(reference, rules).cover;
  return cover < shareUp(today, rules.minRateShare, 1_000n);
}

/** How things stand for whoever issues. */
export interface Issuer {
  now: number;
  free: bigint;
  inDebt: boolean;
  standing: LineStanding | null;
  line: Line | null;
  product: { retired: boolean; lowestTier: number } | null;
  market: { paused: boolean; reference: bigint } | null;
  /** Units that its attestation leaves room for; null until it is known. */
  room: number | null;
}

export function issueProblems(
  period: Period,
  quantity: number,
  issuer: Issuer,
  rules: CapacityRules,
): string[] {
  const { now, product, market, line, room } = issuer;
  const { start } = spanOf(period);
  if (quantity === 0) return ['capacity.ZeroQuantity'];
  if (start <= now) return ['capacity.PeriodBegun'];
  if (yearOf(start) > yearOf(now) + rules.maxYearsAhead) return ['capacity.TooFarAhead'];
  if (product === null) return ['capacity.UnknownProduct'];
  if (product.retired) return ['capacity.ProductRetired'];
  if (market === null) return ['capacity.UnknownMarket'];
  if (market.paused) return ['capacity.MarketPaused'];
  const impaired = impairment(issuer.inDebt, issuer.standing, now);
  if (impaired !== null) return [impaired];
  if (line === null) return ['capacity.NotAttested'];
  if (line.tier < product.lowestTier) return ['capacity.BelowTier'];
  const rates = ratesFor(line.years, period, market.reference, rules);
  if (rates.fixed && outdated(rates.cover, market.reference, rules)) {
    return ['capacity.RateOutdated'];
  }
  const found: string[] = [];
  if (room !== null && quantity > room) found.push('capacity.ExceedsAttested');
  if (total(rates.bond, quantity, hoursOf(period)) > issuer.free) {
    found.push('capacity.InsufficientCash');
  }
  return found;
}

export function retireProblems(
  period: Period,
  quantity: number,
  own: number,
  now: number,
): string[] {
  if (quantity === 0) return ['capacity.ZeroQuantity'];
  if (spanOf(period).start <= now) return ['capacity.PeriodBegun'];
  return quantity > own ? ['capacity.InsufficientUnits'] : [];
}

/** Somebody gives units away. */
export interface Gift {
  from: string;
  to: string | null;
  operator: string;
  quantity: number;
  /** Units free in its hands. */
  units: number;
  free: bigint;
  debt: bigint;
  now: number;
  /** Of the issuer, where it is the one who gives. */
  impaired: string | null;
  coverRate: bigint;
  reference: bigint;
}

export function transferProblems(period: Period, gift: Gift, rules: CapacityRules): string[] {
  const { from, to, operator, quantity, units, coverRate } = gift;
  if (quantity === 0) return ['capacity.ZeroQuantity'];
  if (from === to) return ['capacity.SameAccount'];
  if (gift.now >= gateOfPeriod(period, rules.gateLead)) return ['capacity.GateClosed'];
  if (from === operator) {
    if (gift.impaired !== null) return [gift.impaired];
    if (outdated(coverRate, gift.reference, rules)) return ['capacity.RateOutdated'];
    if (quantity > units) return ['capacity.InsufficientUnits'];
    const cover = total(coverRate, quantity, hoursOf(period));
    return cover > gift.free ? ['capacity.InsufficientCash'] : [];
  }
  if (gift.debt > 0n) return ['capacity.InDebt'];
  return quantity > units ? ['capacity.InsufficientUnits'] : [];
}

export function splitProblems(
  period: Period,
  quantity: number,
  units: number,
  now: number,
): string[] {
  if (quantity === 0) return ['capacity.ZeroQuantity'];
  if ('Hour' in period) return ['capacity.NotDivisible'];
  if (spanOf(period).start <= now) return ['capacity.PeriodBegun'];
  return quantity > units ? ['capacity.InsufficientUnits'] : [];
}

/** Units of a period that can be joined: as many as there are of each of the smaller periods. */
export function joinable(period: Period, free: (child: Period) => number): number {
  const children = childrenOf(period);
  return children.length === 0 ? 0 : Math.min(...children.map(free));
}

export function joinProblems(
  period: Period,
  quantity: number,
  most: number,
  now: number,
): string[] {
  if (quantity === 0) return ['capacity.ZeroQuantity'];
  if ('Hour' in period) return ['capacity.NotDivisible'];
  if (spanOf(period).start <= now) return ['capacity.PeriodBegun'];
  return quantity > most ? ['capacity.IncompleteSet'] : [];
}

/** The next larger period that one is a part of; null for a year. */
export function parentOf(period: Period): Period | null {
  const date = new Date(spanOf(period).start);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if ('Hour' in period) return { Day: Math.floor(period.Hour / 24) };
  if ('Day' in period) return { Month: { year, month: month + 1 } };
  if ('Month' in period) return { Quarter: { year, quarter: Math.floor(month / 3) + 1 } };
  return 'Quarter' in period ? { Year: year } : null;
}

/** Where to deliver, said in time by a holder. */
export function nominateProblems(
  quantity: number,
  units: number,
  issuer: boolean,
  gateClosed: boolean,
): string[] {
  if (gateClosed) return ['delivery.GateClosed'];
  if (quantity === 0) return ['capacity.ZeroQuantity'];
  if (issuer) return ['capacity.IssuerCannotNominate'];
  return quantity > units ? ['capacity.InsufficientUnits'] : [];
}

/** A name of 1 to 32 bytes. */
export function registerProblems(
  name: string,
  state: { free: bigint; debt: bigint; registered: boolean; bond: bigint },
): string[] {
  if (name.trim() === '') return ['capacity.EmptyName'];
  if (state.registered) return ['capacity.AlreadyRegistered'];
  if (state.debt > 0n) return ['capacity.InDebt'];
  return state.bond > state.free ? ['capacity.InsufficientCash'] : [];
}

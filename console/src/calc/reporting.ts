// Meter readings: what they come to, and what the chain would say to a report.

import { HOUR, hoursOf, type Metered, type Period, spanOf } from '@headroom/js';
import { type At, isOver } from './clock.ts';
import { type Delivery, type DeliveryRules, entitled, reportDeadline, stand } from './delivery.ts';

/** How raw token counts are weighted, in thousandths. */
export interface Weights {
  input: number;
  cached: number;
  output: number;
}

/** Hours of one metering block: a day for a month and longer. */
export const blockHours = (period: Period): number =>
  'Hour' in period || 'Day' in period ? 1 : 24;

/** Hours in the metering blocks that are over. */
export function meteredHours(period: Period, now: number): number {
  const { start } = spanOf(period);
  const over = Math.floor(now / HOUR) - start / HOUR;
  const block = blockHours(period);
  return Math.floor(Math.min(Math.max(over, 0), hoursOf(period)) / block) * block;
}

/** When the block that runs now is over; null where none runs. */
export function blockEnds(period: Period, now: number): number | null {
  const { start, end } = spanOf(period);
  if (now < start || now >= end) return null;
  return start + (meteredHours(period, now) + blockHours(period)) * HOUR;
}

const LARGEST = (1n << 64n) - 1n;

type Tokens = Extract<Metered, { Tokens: unknown }>['Tokens'];

/** Standard tokens, in thousandths of one: exact. */
export const standardTokens = ({ input, cached, output }: Tokens, weights: Weights): bigint =>
  input * BigInt(weights.input) + cached * BigInt(weights.cached) + output * BigInt(weights.output);

/**
 * Thousandths of a unit-hour that a reading comes to, rounded down; null where the product is
 * metered in another way. A thousandth is a thousand standard tokens.
 */
export function readingOf(metered: Metered, weights: Weights | null): bigint | null {
  if ('UnitHours' in metered) return weights === null ? metered.UnitHours : null;
  if (weights === null) return null;
  const milli = standardTokens(metered.Tokens, weights) / 1_000_000n;
  return milli < LARGEST ? milli : LARGEST;
}

function backwards(last: Metered | null, now: Metered): boolean {
  if (last === null) return false;
  if ('UnitHours' in last) return !('UnitHours' in now) || now.UnitHours < last.UnitHours;
  if (!('Tokens' in now)) return true;
  const [one, two] = [last.Tokens, now.Tokens];
  return two.input < one.input || two.cached < one.cached || two.output < one.output;
}

/** What a report would say: hours from the beginning, the least and the most of it. */
export function reportable(
  found: Delivery,
  period: Period,
  at: At,
): { hours: number; least: bigint; most: bigint } {
  const delivery = stand(found, at);
  const hours = meteredHours(period, at.now);
  const { delivered } = delivery.stands;
  const more = entitled(delivery.quantity, Math.max(hours - delivery.hours, 0));
  return {
    hours,
    least: delivered + delivery.disallowed,
    most: delivered + more + delivery.disallowed,
  };
}

export function reportProblems(
  found: Delivery,
  period: Period,
  weights: Weights | null,
  metered: Metered,
  rules: DeliveryRules,
  at: At,
): string[] {
  if (found.dispute !== null) return ['delivery.DisputeOpen'];
  const read = readingOf(metered, weights);
  if (read === null) return ['delivery.WrongKind'];
  if (isOver(reportDeadline(found, period, rules), at)) return ['delivery.ReportTooLate'];
  const delivery = stand(found, at);
  const { hours, least, most } = reportable(found, period, at);
  if (backwards(delivery.reading, metered) || read < least) return ['delivery.ReadingBackwards'];
  if (read > most) return ['delivery.BeyondEntitlement'];
  const { pending } = delivery;
  const adds =
    pending === null
      ? hours > delivery.hours
      : hours > pending.hours || read - delivery.disallowed > pending.delivered;
  return adds ? [] : ['delivery.NothingToReport'];
}

/** A count of tokens that somebody typed: a whole number of at most 64 bits; null for anything else. */
export function parseTokens(text: string): bigint | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,20})$/.exec(text.trim());
  if (match === null) return null;
  const count = BigInt(match[1].replaceAll(',', ''));
  return count <= LARGEST ? count : null;
}

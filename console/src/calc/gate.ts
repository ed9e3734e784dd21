// When nominations close. A gate that fell into a gap is open for a while, but not once the period
// has begun.

import { type Period, spanOf } from '@headroom/js';
import { type At, extended } from './clock.ts';

export const gateOfPeriod = (period: Period, gateLead: number): number =>
  spanOf(period).start - gateLead;

/** The first moment at which the gate is closed. */
export function gateClosesAt(period: Period, gateLead: number, at: At): number {
  const gate = gateOfPeriod(period, gateLead);
  return Math.min(extended(gate - 1, at) + 1, spanOf(period).start);
}

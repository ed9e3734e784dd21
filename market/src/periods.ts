// What is listed and traded on the made-up market at a moment.

import { dayOf, hourOf, monthOf, type Period } from '@headroom/js';

/** Hours ahead that trade: the nearest one that is open for long enough, and the furthest. */
export const NEAREST = 3;
export const FURTHEST = 5;

/** The quarter after the one that a moment lies in. */
export function nextQuarter(moment: number): Period {
  const { Month } = monthOf(moment, 3) as { Month: { year: number; month: number } };
  return { Quarter: { year: Month.year, quarter: Math.ceil(Month.month / 3) } };
}

/** Hours, two days, two months and a quarter ahead. */
export function listed(moment: number): Period[] {
  const hours = [];
  for (let later = NEAREST; later <= FURTHEST; later += 1) hours.push(hourOf(moment, later));
  const days = [dayOf(moment, 1), dayOf(moment, 2)];
  return [...hours, ...days, monthOf(moment, 1), monthOf(moment, 2), nextQuarter(moment)];
}

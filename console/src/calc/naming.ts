// Series as people write them: "h100-sxm/cn-nx/2027-03".

import type { Series } from '@headroom/js';
import { parsePeriod } from './period.ts';

interface Named {
  id: number;
  name: string;
}

/** Why a text names no series. */
export type NamingProblem = 'form' | 'product' | 'zone' | 'period';

/** The series that somebody wrote, by names or by numbers. */
export function seriesNamed(
  text: string,
  products: readonly Named[],
  zones: readonly Named[],
): Series | NamingProblem {
  const match = /^\s*([^/\s]+)\s*\/\s*([^/\s]+)\s*\/\s*([^/]+)$/.exec(text);
  if (match === null) return 'form';
  const [, what, where, when] = match;
  const find = (among: readonly Named[], name: string) =>
    among.find((one) => one.name === name.toLowerCase() || String(one.id) === name)?.id;
  const [product, zone, period] = [find(products, what), find(zones, where), parsePeriod(when)];
  if (product === undefined) return 'product';
  if (zone === undefined) return 'zone';
  return period === null ? 'period' : { product, zone, period };
}

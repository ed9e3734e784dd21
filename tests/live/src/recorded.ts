// What capacity was worth, day by day, and what five venues make of it: they differ, and now and then
// one of them is far off.

import { cash } from '@headroom/js';
import type { Traded } from './feed.ts';

/** The path begins so many days before a month, and goes on for longer than any month. */
export const BEFORE = 8;

const path = (text: string): bigint[] => text.trim().split(/\s+/).map(cash);

/** Of a GPU. */
export const RECORDED = path(`
  2.000000 2.012345 1.994000 2.003210 1.998765 2.007000 2.011111 2.004004
  2.017000 2.056789 2.102000 2.149999 2.151234 2.160000 2.201010 2.254321 2.301000 2.287654
  2.240000 2.150505 2.031000 1.960606 1.912345 1.903000 1.897531 1.888888 1.902468 1.910000
  1.925000 1.899999 1.880001 1.875000 1.869420 1.881188 1.893000 1.907070 1.915151 1.921000
  1.930303 1.925000 1.919191 1.913000
`);

/** Of a million tokens. */
export const RECORDED_TOKENS = path(`
  0.350000 0.351234 0.353500 0.358765 0.366000 0.371111 0.370707 0.372020
  0.374000 0.377777 0.381000 0.386543 0.392100 0.390909 0.393000 0.397531 0.401010 0.404000
  0.399999 0.395000 0.391919 0.388000 0.389012 0.386420 0.383000 0.384848 0.386000 0.390000
  0.393939 0.397000 0.402345 0.405050 0.408000 0.410101 0.407000 0.405432 0.409000 0.412121
  0.411000 0.408765 0.406060 0.409000
`);

/** It is traded every so many hours, and in between the last price stands; but in the first hours of the
 * month in every one. */
const EVERY = 6;
const BUSY = 48;

/** Thousandths by which each venue is dearer, and what it trades at once. */
const VENUES: [dearer: bigint, quantities: number[]][] = [
  [-3n, [10]],
  [-1n, [14]],
  [0n, [8]],
  [2n, [20, 13]],
  [4n, [12]],
];

/** At this hour of the day one venue after the other is far off, dearer or cheaper. */
const FAR_AT = 6;
const FAR = [170n, -140n];

/** What each venue traded of an hour; `first` is the first hour of the month. */
export function differing(
  recorded: readonly bigint[],
  first: number,
): (venue: number, hour: number) => Traded[] {
  return (venue, hour) => {
    const isBusy = hour >= first && hour < first + BUSY;
    if (hour % EVERY !== 0 && !isBusy) return [];
    const today = Math.floor(hour / 24);
    const day = Math.floor((hour - first) / 24) + BEFORE;
    const worth = recorded[Math.max(0, Math.min(day, recorded.length - 1))];
    const isFar = hour % 24 === FAR_AT && today % VENUES.length === venue;
    const [dearer, quantities] = VENUES[venue];
    const off = isFar ? FAR[today % FAR.length] : dearer;
    return quantities.map((quantity, n) => ({
      price: (worth * (1000n + off + BigInt(n))) / 1000n,
      quantity,
    }));
  };
}

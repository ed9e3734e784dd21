// What capacity is worth, as everybody on the made-up market sees it: by its place, by the hour that it is
// delivered in, and by the mood of the moment. The same seed gives the same answer, whoever asks and
// whenever, so nobody has to remember anything.

import { createHash } from 'node:crypto';
import { DAY, HOUR, hoursOf, MINUTE, type Period, spanOf } from '@headroom/js';
import { Chance } from './chance.ts';

/** A market by the names of its product and zone. */
export interface Market {
  product: string;
  zone: string;
  machineTime: boolean;
}

/** The same words give the same chance. */
export function chanceOf(...words: (string | number)[]): Chance {
  const hash = createHash('sha256').update(words.join('/')).digest();
  return new Chance(hash.readInt32LE());
}

/** Up and down within so much, in so long. */
const MOODS: [time: number, size: number][] = [
  [40 * MINUTE, 0.004],
  [5 * HOUR, 0.012],
  [31 * HOUR, 0.025],
  [9 * DAY, 0.05],
];

/** What a moment does to prices: near 1. What is further away minds slow moods only. */
function mood(seed: string, market: Market, moment: number, period: Period): number {
  return MOODS.reduce((all, [time, size]) => {
    const at = Math.floor(moment / time);
    const part = moment / time - at;
    const of = (n: number) => chanceOf(seed, market.product, market.zone, time, n).next() - 0.5;
    // From one point to the next without a corner.
    const smooth = part * part * (3 - 2 * part);
    const felt = Math.min(1, time / (HOUR * Math.sqrt(hoursOf(period))));
    return all * (1 + 2 * size * felt * (of(at) * (1 - smooth) + of(at + 1) * smooth));
  }, 1);
}

/** Cash per unit and hour, of a period that is delivered, at a moment. */
export function worthOf(seed: string, market: Market, period: Period, moment: number): number {
  const base = market.machineTime ? 2 : 0.35;
  const level = 1 + (chanceOf(seed, market.zone).next() - 0.5) * 0.1;
  const { start } = spanOf(period);
  const ahead = Math.max(0, start - moment) / (365 * DAY);
  return base * level * cycleOf(period) * (1 - 0.08 * ahead) * mood(seed, market, moment, period);
}

/** Dearer in the afternoon, and in one half of the week; over a longer time it evens out. */
function cycleOf(period: Period): number {
  const hour = spanOf(period).start / HOUR;
  const day = 'Hour' in period ? 0.05 * Math.sin(((hour % 24) - 9) * (Math.PI / 12)) : 0;
  const week =
    'Hour' in period || 'Day' in period ? 0.04 * Math.sin((hour / 168) * 2 * Math.PI) : 0;
  return (1 + day) * (1 + week);
}

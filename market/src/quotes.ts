// What is asked and bid: everybody's orders in a series are a ladder of prices around what it is worth,
// and move with it.

import {
  ask,
  call,
  issue,
  type Order,
  type Period,
  type Person,
  placeOrder,
  type Receipt,
  type Series,
  showCash,
  total,
  hoursOf,
} from '@headroom/js';
import type { Act } from './batch.ts';
import type { Chance } from './chance.ts';
import { lines } from './operators.ts';
import { Stand } from './stand.ts';
import type { Place, Venue } from './venue.ts';

type Kind = 'Hour' | 'Day' | 'Month' | 'Quarter';

/** Of a kind of series: units that an operator issues, that a buyer bids for, how often it moves. */
const SIZES: Record<Kind, { issued: number; bid: [number, number]; moves: number }> = {
  Hour: { issued: 48, bid: [14, 30], moves: 0.25 },
  Day: { issued: 32, bid: [8, 16], moves: 0.2 },
  Month: { issued: 24, bid: [5, 10], moves: 0.15 },
  Quarter: { issued: 16, bid: [4, 8], moves: 0.1 },
};

const kindOf = (period: Period): Kind => Object.keys(period)[0] as Kind;

/** Parts of a ladder, in hundredths: the nearest is the smallest. */
const LADDER = [14, 20, 30, 36];
/** A series is not quoted any more when it trades for less than this, in milliseconds. */
const LAST = 20 * 60_000;
/** What happens to somebody without cash, or in debt, and to whoever comes late. */
const QUIET = [
  'spot.InsufficientCash',
  'spot.InDebt',
  'spot.TradingStopped',
  'spot.NothingToCancel',
  'capacity.InDebt',
  'capacity.InsufficientCash',
  'capacity.NotEnoughUnits',
];

/** A ladder of `units` on one side, the nearest price `from` thousandths off. */
function ladder(
  venue: Venue,
  chance: Chance,
  series: Series,
  side: Order['side'],
  units: number,
  worth: bigint,
  from: number,
): Order[] {
  const sign = side === 'Bid' ? -1 : 1;
  let off = from + chance.next() * 4;
  let left = units;
  return LADDER.flatMap((part, n) => {
    const price = venue.onTick(series, worth, 1000 + sign * off);
    off += 2.5 + chance.next() * 5;
    const wanted = n + 1 === LADDER.length ? left : Math.ceil((units * part) / 100);
    const quantity = venue.inLots(series, Math.min(wanted, left));
    if (quantity > left || !venue.isEnough(series, price, quantity)) return [];
    left -= quantity;
    return [{ series, side, price, quantity }];
  });
}

/** What somebody has issued. */
interface Issued {
  series: number;
  bond: bigint;
}

/** What somebody does to have a series quoted anew. `issues` counts what is issued. */
async function quote(
  venue: Venue,
  chance: Chance,
  stand: Stand,
  person: Person,
  series: Series,
  issues: Issued,
): Promise<Act[]> {
  const { api } = venue;
  const { address } = person;
  if (venue.stop(series) - stand.time < LAST) return [];
  const worth = venue.worth(series, stand.time);
  const { issued, bid } = SIZES[kindOf(series.period)];
  const long = !('Hour' in series.period);
  const acts: Act[] = [];
  const orders: Order[] = [];
  if (stand.orders(address, series)) {
    acts.push({ call: call(api, 'spot.cancelOrders', series, 32), line: () => null, quiet: QUIET });
  }
  const operates = stand.operates(address, series);
  if (operates) {
    const record = stand.issued(address, series);
    let units = (record?.own ?? 0) + (record?.ownInOrders ?? 0);
    const more = venue.sized(series, issued);
    if (units < more / 4) {
      const room = await ask<number>(api, 'capacityApi.issuable', address, series);
      const quantity = venue.inLots(series, Math.min(more, room));
      if (quantity <= room) {
        units += quantity;
        acts.push({
          call: issue(api, series, quantity),
          line: (receipt) => {
            const { bond } = receipt.only('capacity.Issued') as { bond: bigint };
            issues.series += 1;
            issues.bond += bond;
            return null;
          },
          quiet: QUIET,
        });
      }
    }
    const side = { Ask: { operator: address } };
    orders.push(...ladder(venue, chance, series, side, units, worth, 2));
  }
  // Operators buy back what is far away, so that cash goes round.
  if (!operates || kindOf(series.period) === 'Month' || kindOf(series.period) === 'Quarter') {
    const units = venue.sized(series, chance.between(...bid));
    orders.push(...ladder(venue, chance, series, 'Bid', units, worth, operates ? 4 : 2));
  }
  for (const { operator, free, inOrders } of stand.held(address, series)) {
    if (!long || operator === address || free + inOrders === 0) continue;
    const units = venue.inLots(series, Math.ceil((free + inOrders) / 3));
    const side = { Ask: { operator } };
    orders.push(...ladder(venue, chance, series, side, units, worth, 3).slice(0, 2));
  }
  for (const order of orders) {
    acts.push({
      call: placeOrder(api, order),
      line: (receipt) => traded(venue, receipt, order),
      quiet: QUIET,
    });
  }
  return acts;
}

/** What an order bought or sold at once, in words. */
export function traded(venue: Venue, receipt: Receipt, { series, side }: Order): string | null {
  const fills = receipt.all('spot.Filled') as { quantity: number; price: bigint }[];
  if (fills.length === 0) return null;
  const quantity = fills.reduce((sum, fill) => sum + fill.quantity, 0);
  const hours = hoursOf(series.period);
  const value = fills.reduce((sum, fill) => sum + total(fill.price, fill.quantity, hours), 0n);
  const does = side === 'Bid' ? 'buys' : 'sells';
  return `${does} ${quantity} of ${venue.show(series)} for ${showCash(value)}`;
}

/** Everybody who quotes: operators, and the labs. */
export async function quoters(venue: Venue): Promise<Person[]> {
  const operators = (await lines(venue)).map(({ operator }) => operator);
  return [...new Set([...operators, venue.who.Lumen, venue.who.Parallax])];
}

/** Everybody quotes some of these periods anew, and what is new: `all` of them at the opening. */
export async function quoteAll(
  venue: Venue,
  chance: Chance,
  periods: readonly Period[],
  all = false,
): Promise<void> {
  const stand = await Stand.read(venue);
  for (const person of await quoters(venue)) {
    const series = venue.markets
      .flatMap((place) => periods.map((period) => ({ ...place, period })))
      .filter((series) => {
        const moves = all || chance.happens(SIZES[kindOf(series.period)].moves);
        return moves || !stand.orders(person.address, series);
      });
    await quoteThese(venue, chance, stand, person, series);
  }
}

/** Somebody moves what it quotes in one market. */
export async function move(venue: Venue, chance: Chance, period: Period): Promise<void> {
  const person = chance.pick(await quoters(venue));
  const place: Place = chance.pick(venue.markets);
  const stand = await Stand.read(venue);
  await quoteThese(venue, chance, stand, person, [{ ...place, period }]);
}

async function quoteThese(
  venue: Venue,
  chance: Chance,
  stand: Stand,
  person: Person,
  all: readonly Series[],
): Promise<void> {
  const acts: Act[] = [];
  const issues: Issued = { series: 0, bond: 0n };
  for (const series of all) {
    acts.push(...(await quote(venue, chance, stand, person, series, issues)));
  }
  await venue.actAll(person, acts);
  const { series, bond } = issues;
  if (series === 0) return;
  const what = series === 1 ? 'one series' : `${series} series`;
  await venue.say(venue.nameOf(person.address), `lists units of ${what}, bond ${showCash(bond)}`);
}

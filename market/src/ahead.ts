// The hours of the two days ahead in one market, each for itself: for whoever wants a span of hours that
// is no day, such as from tomorrow at two.

import { hourOf, issue, placeOrder } from '@headroom/js';
import type { Act } from './batch.ts';
import { FURTHEST } from './periods.ts';
import { Stand } from './stand.ts';
import type { Venue } from './venue.ts';

/** GPUs in the first zone. */
const PLACE = { product: 0, zone: 0 };
const UNITS = 16;
/** A day that begins at the last hour of tomorrow ends so many hours ahead. */
const AHEAD = 72;
/** Thousandths of what an hour is worth. */
const ASKED = 1_005;

/** An operator lists what it has not listed yet. Once an hour is near, it is quoted like any other. */
export async function listAhead(venue: Venue): Promise<void> {
  const { api, who } = venue;
  const operator = who.Helios;
  const stand = await Stand.read(venue);
  if (!stand.operates(operator.address, PLACE)) return;
  const acts: Act[] = [];
  for (let later = FURTHEST + 1; later <= AHEAD; later += 1) {
    const series = { ...PLACE, period: hourOf(stand.time, later) };
    if (stand.issued(operator.address, series) !== null) continue;
    const price = venue.onTick(series, venue.worth(series, stand.time), ASKED);
    const side = { Ask: { operator: operator.address } };
    const order = placeOrder(api, { series, side, price, quantity: UNITS });
    for (const call of [issue(api, series, UNITS), order]) {
      acts.push({ call, line: () => null, quiet: QUIET });
    }
  }
  await venue.actAll(operator, acts);
}

/** What happens to an operator that is short of cash, or of hardware. */
const QUIET = [
  'capacity.InDebt',
  'capacity.InsufficientCash',
  'capacity.ExceedsAttested',
  'spot.InDebt',
  'spot.InsufficientCash',
  'capacity.InsufficientUnits',
];

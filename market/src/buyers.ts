// The buyers: they take what is asked for, sell what they do not need, say where to deliver, and look at
// what they got.

import { createHash } from 'node:crypto';
import {
  accept,
  entries,
  HOUR,
  MINUTE,
  nominate,
  object,
  type Order,
  type Person,
  placeOrder,
  type Series,
  spanOf,
  type Unit,
} from '@headroom/js';
import type { Chance } from './chance.ts';
import { deliveries, done, share } from './deliveries.ts';
import { traded } from './quotes.ts';
import { Acts, type Venue } from './venue.ts';

/** Takes what is asked for, up to a little over what it is worth. */
export async function take(
  venue: Venue,
  chance: Chance,
  buyer: Person,
  series: Series,
  quantity: number,
): Promise<void> {
  const worth = venue.worth(series, await venue.now());
  const order: Order = {
    series,
    side: 'Bid',
    price: venue.onTick(series, worth, 1008 + chance.next() * 6),
    quantity: venue.inLots(series, venue.sized(series, quantity)),
    timeInForce: 'ImmediateOrCancel',
  };
  const call = placeOrder(venue.api, order);
  await venue.act(buyer, call, (receipt) => traded(venue, receipt, order), QUIET);
}

const QUIET = ['spot.InsufficientCash', 'spot.InDebt', 'spot.TradingStopped'];

/** Somebody sells a part of what it holds to whoever bids. */
export async function sell(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  const open = (await holdings(venue)).filter(
    ({ unit: { series } }) => venue.stop(series) - time > 20 * MINUTE,
  );
  if (open.length === 0) return;
  const { owner, unit, free } = chance.pick(open);
  const { series, operator } = unit;
  const quantity = venue.inLots(series, Math.ceil(free * (0.2 + 0.4 * chance.next())));
  const price = venue.onTick(series, venue.worth(series, time), 992 - chance.next() * 6);
  if (quantity > free || !venue.isEnough(series, price, quantity)) return;
  const order: Order = {
    series,
    side: { Ask: { operator } },
    price,
    quantity,
    timeInForce: 'ImmediateOrCancel',
  };
  const call = placeOrder(venue.api, order);
  await venue.act(owner, call, (receipt) => traded(venue, receipt, order), QUIET);
}

interface Held {
  owner: Person;
  unit: Unit;
  free: number;
}

async function holdings(venue: Venue): Promise<Held[]> {
  const all = await entries<[string, Unit], { free: number }>(venue.api, 'capacity.holdings');
  return all.flatMap(([[address, unit], { free }]) => {
    const owner = venue.personOf(address);
    return owner === null || free === 0 ? [] : [{ owner, unit, free }];
  });
}

/** Before the gate closes, says where to deliver; one in ten forgets. */
export async function nominations(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  const acts = new Acts(venue);
  for (const { owner, unit, free } of await holdings(venue)) {
    const left = spanOf(unit.series.period).start - venue.gateLead - time;
    if (left <= 0 || left > HOUR || chance.happens(0.1)) continue;
    // What is stored is the hash; the operator gets the words by another way.
    const where = `ssh://${venue.nameOf(owner.address).toLowerCase()}@cluster/${time}`;
    const instructions = `0x${createHash('sha256').update(where).digest('hex')}`;
    acts.add(owner, {
      call: nominate(venue.api, unit, free, instructions),
      line: `nominates ${free} of ${venue.show(unit.series)}, by ${venue.nameOf(unit.operator)}`,
      quiet: ['delivery.GateClosed'],
    });
  }
  await acts.send();
}

/** Accepts what was reported; one in eight says that it was less. */
export async function inspect(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  const acts = new Acts(venue);
  for (const delivery of await deliveries(venue)) {
    const { id, pending, stands, dispute } = delivery;
    const buyer = venue.personOf(delivery.buyer);
    if (buyer === null || pending === null || dispute !== null || pending.closes <= time) continue;
    const reported = pending.delivered - stands.delivered;
    if (reported > 0n && chance.happens(1 / 8)) {
      const claimed = stands.delivered + (reported * BigInt(chance.between(500, 900))) / 1000n;
      acts.add(buyer, {
        call: object(venue.api, id, pending.delivered, claimed),
        line:
          `objects: only ${share(claimed, pending.delivered)} of what was reported of ` +
          done(venue, delivery),
      });
    } else {
      const call = accept(venue.api, id, pending.delivered);
      acts.add(buyer, { call, line: `accepts ${done(venue, delivery)}` });
    }
  }
  await acts.send();
}

// The buyers: they bid and take, sell on what they do not need, say where to deliver, and look at
// what they got.

import { createHash } from 'node:crypto';
import {
  accept,
  entries,
  HOUR,
  hoursOf,
  nominate,
  object,
  type Person,
  placeOrder,
  type Receipt,
  type Series,
  showCash,
  spanOf,
  total,
  type Unit,
} from '@headroom/js';
import type { Chance } from './chance.ts';
import { deliveries, done, share } from './deliveries.ts';
import type { Venue } from './venue.ts';

/** What a receipt says was bought, and at what price on average. */
function bought(venue: Venue, receipt: Receipt, series: Series): string | null {
  const fills = receipt.all('spot.Filled') as { quantity: number; price: bigint }[];
  if (fills.length === 0) return null;
  const quantity = fills.reduce((sum, fill) => sum + fill.quantity, 0);
  const hours = hoursOf(series.period);
  const paid = fills.reduce((sum, fill) => sum + total(fill.price, fill.quantity, hours), 0n);
  return `buys ${quantity} of ${venue.show(series)} for ${showCash(paid)}`;
}

/** Takes what is asked for, up to a little over the reference. */
export async function take(
  venue: Venue,
  buyer: Person,
  series: Series,
  quantity: number,
): Promise<void> {
  const price = venue.onTick(series, await venue.reference(series), 1060);
  const order = placeOrder(venue.api, {
    series,
    side: 'Bid',
    price,
    quantity: venue.inLots(series, venue.sized(series, quantity)),
    timeInForce: 'ImmediateOrCancel',
  });
  await venue.act(buyer, order, (receipt) => bought(venue, receipt, series));
}

/** Bids under the reference, and waits. */
export async function bid(
  venue: Venue,
  chance: Chance,
  buyer: Person,
  series: Series,
): Promise<void> {
  const price = venue.onTick(series, await venue.reference(series), chance.between(930, 980));
  const quantity = venue.inLots(series, venue.sized(series, chance.between(2, 12)));
  const order = placeOrder(venue.api, { series, side: 'Bid', price, quantity });
  await venue.act(
    buyer,
    order,
    (receipt) =>
      bought(venue, receipt, series) ??
      `bids ${showCash(price)} a unit-hour for ${quantity} of ${venue.show(series)}`,
  );
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

/** Now and then, a part of what somebody holds is offered to others. */
export async function resell(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  for (const { owner, unit, free } of await holdings(venue)) {
    const { series, operator } = unit;
    const closes = spanOf(series.period).start - venue.gateLead - venue.tradingStop;
    if (closes - time < 2 * HOUR || !chance.happens(0.15)) continue;
    const quantity = venue.inLots(series, Math.ceil(free / 2));
    const price = venue.onTick(series, await venue.reference(series), chance.between(1000, 1030));
    if (quantity > free || !venue.isEnough(series, price, quantity)) continue;
    const order = placeOrder(venue.api, { series, side: { Ask: { operator } }, price, quantity });
    await venue.act(owner, order, (receipt) => {
      const sold = receipt.all('spot.Filled').length > 0 ? 'sells' : 'offers';
      return `${sold} ${quantity} of ${venue.show(series)} on, at ${showCash(price)} a unit-hour`;
    });
  }
}

/** Before the gate closes, says where to deliver; one in ten forgets. */
export async function nominations(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  for (const { owner, unit, free } of await holdings(venue)) {
    const left = spanOf(unit.series.period).start - venue.gateLead - time;
    if (left <= 0 || left > HOUR || chance.happens(0.1)) continue;
    // What is stored is the hash; the operator gets the words by another way.
    const where = `ssh://${venue.nameOf(owner.address).toLowerCase()}@cluster/${time}`;
    const instructions = `0x${createHash('sha256').update(where).digest('hex')}`;
    await venue.act(
      owner,
      nominate(venue.api, unit, free, instructions),
      `nominates ${free} of ${venue.show(unit.series)}, by ${venue.nameOf(unit.operator)}`,
    );
  }
}

/** Accepts what was reported; one in eight says that it was less. */
export async function inspect(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  for (const delivery of await deliveries(venue)) {
    const { id, pending, stands, dispute } = delivery;
    const buyer = venue.personOf(delivery.buyer);
    if (buyer === null || pending === null || dispute !== null || pending.closes <= time) continue;
    const reported = pending.delivered - stands.delivered;
    if (reported > 0n && chance.happens(1 / 8)) {
      const claimed = stands.delivered + (reported * BigInt(chance.between(500, 900))) / 1000n;
      await venue.act(
        buyer,
        object(venue.api, id, pending.delivered, claimed),
        `objects: only ${share(claimed, pending.delivered)} of what was reported of ` +
          done(venue, delivery),
      );
    } else {
      const act = accept(venue.api, id, pending.delivered);
      await venue.act(buyer, act, `accepts ${done(venue, delivery)}`);
    }
  }
}

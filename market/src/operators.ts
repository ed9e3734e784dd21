// The operators: they issue what they are attested for, list it, and report what their meters read.

import {
  answer,
  ask,
  call,
  cashOf,
  DAY,
  entries,
  HOUR,
  hoursOf,
  issue,
  type Metered,
  type Person,
  placeOrder,
  report,
  type Series,
  showCash,
  spanOf,
  unitOf,
} from '@headroom/js';
import type { Chance } from './chance.ts';
import { deliveries, done, entitled, share } from './deliveries.ts';
import type { Product, Venue } from './venue.ts';

/** A line of an operator: what it is attested for. */
export interface Line {
  operator: Person;
  product: number;
  zone: number;
}

export async function lines(venue: Venue): Promise<Line[]> {
  const all = await entries<[string, [number, number]], { validUntil: bigint; quantity: number }>(
    venue.api,
    'capacity.lines',
  );
  return all.flatMap(([[address, [product, zone]], { quantity }]) => {
    const operator = venue.personOf(address);
    return operator === null || quantity === 0 ? [] : [{ operator, product, zone }];
  });
}

/** Issues units of a series as far as attested, and asks for more the more it sells: in one batch. */
export async function list(
  venue: Venue,
  chance: Chance,
  { operator, product, zone }: Line,
  period: Series['period'],
  wanted: number,
): Promise<void> {
  const { api } = venue;
  const series = { product, zone, period };
  // Listed already: the market was started again.
  if ((await unitOf(api, { series, operator: operator.address })) !== null) return;
  const room = await ask<number>(api, 'capacityApi.issuable', operator.address, series);
  const levels = 3;
  const sized = venue.sized(series, wanted);
  const each = venue.inLots(series, Math.floor(Math.min(sized, room) / levels));
  if (each * levels > room) return;

  const reference = await venue.reference(series);
  const from = chance.between(985, 1010);
  const prices = Array.from({ length: levels }, (_, level) =>
    venue.onTick(series, reference, from + level * 15),
  );
  const side = { Ask: { operator: operator.address } };
  const listing = call(api, 'utility.batchAll', [
    issue(api, series, each * levels),
    ...prices.map((price) => placeOrder(api, { series, side, price, quantity: each })),
  ]);
  await venue.act(operator, listing, (receipt) => {
    const { bond } = receipt.only('capacity.Issued') as { bond: bigint };
    return (
      `lists ${levels} × ${each} of ${venue.show(series)} at ${prices.map(showCash).join(', ')}, ` +
      `bond ${showCash(bond)}`
    );
  });
}

/** Reports what was delivered of everything whose meters have closed a block since. */
export async function meter(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  for (const delivery of await deliveries(venue)) {
    const { unit } = delivery.id;
    const operator = venue.personOf(unit.operator);
    if (operator === null || delivery.dispute !== null) continue;
    const { start, end } = spanOf(unit.series.period);
    const block = end - start > DAY ? DAY : HOUR;
    const blocks = Math.floor((Math.min(time, end) - start) / block);
    const hours = (blocks * block) / HOUR;
    const before = delivery.pending ?? { ...delivery.stands, hours: delivery.hours };
    // A day is read every six hours, so that it does not drown the rest.
    const enough = time >= end ? 1 : Math.min(6, hoursOf(unit.series.period));
    if (hours - before.hours < enough) continue;
    // One in twelve does not report this time; never reported is not delivered.
    if (chance.happens(1 / 12)) continue;

    const due = entitled(delivery, hours - before.hours);
    // One in six falls short.
    const part = chance.happens(1 / 6) ? chance.between(500, 950) : 1000;
    const more = (due * BigInt(part)) / 1000n;
    const product = venue.products.get(unit.series.product)!;
    const reading = meterOf(product, before.delivered + more + delivery.disallowed);
    await venue.act(
      operator,
      report(venue.api, delivery.id, reading),
      `reports ${share(more, due)} of ${hours - before.hours} h of ${done(venue, delivery)}`,
    );
  }
}

/** The reading that makes so many thousandths of a unit-hour. */
function meterOf({ weights }: Product, milli: bigint): Metered {
  if (weights === null) return { UnitHours: milli };
  // As a model is used: about half input, four tenths from the cache, a tenth output.
  const standard = milli * 1000n;
  const output = standard / 10n;
  const cached = (standard * 395n) / 1000n;
  const rest = standard * 1000n - output * BigInt(weights.output) - cached * BigInt(weights.cached);
  const input = rest / BigInt(weights.input);
  if (input >= 0n) return { Tokens: { input, cached, output } };
  return { Tokens: { input: (standard * 1000n) / BigInt(weights.input), cached: 0n, output: 0n } };
}

/** Answers what buyers object to, seven times in ten. */
export async function defend(venue: Venue, chance: Chance): Promise<void> {
  for (const delivery of await deliveries(venue)) {
    const operator = venue.personOf(delivery.id.unit.operator);
    if (operator === null || delivery.dispute === null || delivery.dispute.answered) continue;
    if (!chance.happens(0.7)) continue;
    await venue.act(
      operator,
      answer(venue.api, delivery.id),
      `answers the objection to ${done(venue, delivery)} with a stake of its own`,
    );
  }
}

/** Tells what an operator has, once in a while. */
export async function account(venue: Venue, operator: Person): Promise<void> {
  const { free, held, debt } = await cashOf(venue.api, operator.address);
  await venue.say(
    venue.nameOf(operator.address),
    `has ${showCash(free)} free, ${showCash(held)} held${debt > 0n ? `, owes ${showCash(debt)}` : ''}`,
  );
}

// The operators: they are attested for capacity, and report what their meters read.

import {
  answer,
  call,
  cash,
  cashOf,
  DAY,
  entries,
  HOUR,
  hoursOf,
  type Metered,
  type Person,
  report,
  showCash,
  spanOf,
} from '@headroom/js';
import type { Chance } from './chance.ts';
import { deliveries, done, entitled, share } from './deliveries.ts';
import { Acts, type Product, type Venue } from './venue.ts';

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

/** Where nobody is attested, both operators are: a market that is there is traded. */
export async function attestAll(venue: Venue): Promise<void> {
  const { api, who } = venue;
  const attested = await lines(venue);
  const until = (await venue.now()) + 300 * DAY;
  const acts = venue.markets.flatMap((place) => {
    const { product, zone } = place;
    if (attested.some((line) => line.product === product && line.zone === zone)) return [];
    // Like the others: 512 GPUs, of which a unit of tokens needs a twentieth.
    const [quantity, milliGpus] = venue.named(place).machineTime ? [512, 1000] : [10_240, 50];
    return [who.Helios, who.Borealis].map(({ address }) => ({
      call: call(api, 'capacity.attest', address, product, zone, 0, quantity, milliGpus, 3, until),
      line: `says that ${venue.nameOf(address)} has ${quantity} of ${venue.place(place)}`,
    }));
  });
  await venue.actAll(who.Attestor, acts);
}

/** Reports what was delivered of everything whose meters have closed a block since. */
export async function meter(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  const acts = new Acts(venue);
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
    acts.add(operator, {
      call: report(venue.api, delivery.id, reading),
      line: `reports ${share(more, due)} of ${hours - before.hours} h of ${done(venue, delivery)}`,
    });
  }
  await acts.send();
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
  const acts = new Acts(venue);
  for (const delivery of await deliveries(venue)) {
    const operator = venue.personOf(delivery.id.unit.operator);
    if (operator === null || delivery.dispute === null || delivery.dispute.answered) continue;
    if (!chance.happens(0.7)) continue;
    acts.add(operator, {
      call: answer(venue.api, delivery.id),
      line: `answers the objection to ${done(venue, delivery)} with a stake of its own`,
    });
  }
  await acts.send();
}

/** Tells what somebody has, once in a while; who is short of cash brings in more. */
export async function account(venue: Venue, person: Person): Promise<void> {
  const { free, held, debt } = await cashOf(venue.api, person.address);
  await venue.say(
    venue.nameOf(person.address),
    `has ${showCash(free)} free, ${showCash(held)} held${debt > 0n ? `, owes ${showCash(debt)}` : ''}`,
  );
  if (free >= LOW) return;
  const deposit = call(venue.api, 'cash.deposit', LOW);
  await venue.act(person, deposit, `brings in ${showCash(LOW)} more`);
}

const LOW = cash('2,000,000');

// The indexes: one for each market and a basket of those of GPUs, what they say each hour, and how much of
// the capacity is used.

import {
  ask,
  closeHour,
  createBasket,
  createIndex,
  type Definition,
  entries,
  HOUR,
  type Index,
  read,
  type Receipt,
  registerReporter,
  REPORTERS,
  showCash,
  type Value,
} from '@headroom/js';
import type { Venue } from './venue.ts';

/** An index that goes on. */
interface Live {
  id: number;
  definition: Definition;
  /** The next hour to close. */
  next: number;
}

async function indexes(venue: Venue): Promise<Live[]> {
  const all = await entries<[number], Index>(venue.api, 'index.indexes');
  return (
    all
      .flatMap(([[id], { definition, next, retired }]) =>
        retired ? [] : [{ id, definition, next }],
      )
      // Markets come before the baskets that are made of them.
      .sort((one, other) => one.id - other.id)
  );
}

const isBasket = ({ definition }: Live): boolean => 'Basket' in definition;

const named = (venue: Venue, { definition }: Live): string =>
  'Market' in definition
    ? venue.place(definition.Market)
    : `basket of ${definition.Basket.map(({ index }) => index).join(', ')}`;

/** The admin makes the indexes, and the reporters put up their bonds: what is not there yet. */
export async function openIndexes(venue: Venue): Promise<void> {
  const { api, who } = venue;
  const acts = [];
  for (const place of venue.markets) {
    const { product, zone } = place;
    const market = await read<{ index: number | null }>(api, 'capacity.markets', product, zone);
    if (market.index !== null) continue;
    acts.push({
      call: createIndex(api, product, zone),
      line: (receipt: Receipt) => {
        const { index } = receipt.only('index.IndexCreated') as { index: number };
        return `makes index ${index} of ${venue.place(place)}`;
      },
    });
  }
  await venue.actAll(who.Alice, acts);
  await openBasket(venue);
  for (const name of REPORTERS) {
    const reporter = who[name];
    if ((await read<unknown>(api, 'index.reporters', reporter.address)) !== null) continue;
    const bond = BigInt(String(api.consts.index.leastBond));
    await venue.act(
      reporter,
      registerReporter(api, bond),
      `may report to the index, behind a bond of ${showCash(bond)}`,
    );
  }
}

/** What a GPU is worth wherever it is: all its markets alike, as far as thousandths can be alike. */
async function openBasket(venue: Venue): Promise<void> {
  const live = await indexes(venue);
  if (live.some(isBasket)) return;
  const gpus = live.filter(
    ({ definition }) => 'Market' in definition && venue.named(definition.Market).machineTime,
  );
  if (gpus.length < 2) return;
  const each = Math.floor(1000 / gpus.length);
  const components = gpus.map(({ id }, n) => ({
    index: id,
    weight: n === 0 ? 1000 - each * (gpus.length - 1) : each,
  }));
  await venue.act(venue.who.Alice, createBasket(venue.api, components), (receipt) => {
    const { index } = receipt.only('index.IndexCreated') as { index: number };
    return `makes index ${index}, the basket of ${gpus.map(({ id }) => id).join(', ')}`;
  });
}

/** Hours of an index closed in one round at most. */
const MOST = 24;

/** Every hour that can be closed gets its value, and is told. */
export async function closeHours(venue: Venue): Promise<void> {
  const { api, who } = venue;
  const delay = Number(String(api.consts.index.closeDelay));
  const closable = Math.floor(((await venue.now()) - delay) / HOUR);
  const acts = (await indexes(venue)).flatMap((index) => {
    const hours = Math.max(0, Math.min(MOST, closable - index.next));
    return Array.from({ length: hours }, () => ({
      call: closeHour(api, index.id),
      line: (receipt: Receipt) => {
        const closed = receipt.only('index.HourClosed') as unknown as Closed;
        return told(venue, index, closed);
      },
      // Somebody else was quicker, or has left an hour of a component for later.
      quiet: ['index.NotYet', 'index.ComponentOpen'],
    }));
  });
  await venue.actAll(who.Bob, acts);
}

interface Closed {
  hour: number;
  value: Value;
}

/** "index 0 (h100-sxm, no-1) 2026-11-23 14:00: 2.031234, from 62 units of 5.2 contributors" */
function told(venue: Venue, index: Live, { hour, value }: Closed): string {
  const time = new Date(hour * HOUR).toISOString().slice(0, 16).replace('T', ' ');
  const { price, rung, quantity, contributors, limited } = value;
  const what = {
    Hour: `${showCash(price)}, from ${quantity} units of ${contributors / 1000} contributors`,
    Day: `${showCash(price)}, from ${quantity} units of the day`,
    Last: `${showCash(price)}, the last price`,
    Suspended: 'no price',
  }[rung];
  return `index ${index.id} (${named(venue, index)}) ${time}: ${what}${limited ? ', limited' : ''}`;
}

interface Capacity {
  attested: bigint;
  issued: bigint;
  delivered: bigint;
  failed: bigint;
}

/** How much there was in the hour of a day ago, which is mostly settled. */
export async function sayCapacity(venue: Venue): Promise<void> {
  const hour = Math.floor((await venue.now()) / HOUR) - 30;
  for (const { product, zone } of venue.markets) {
    const [found] = await ask<Capacity[]>(venue.api, 'indexApi.capacity', product, zone, hour, 1);
    if (found.issued === 0n) continue;
    const units = (milli: bigint) => (Number(milli) / 1000).toFixed(1);
    const time = new Date(hour * HOUR).toISOString().slice(0, 16).replace('T', ' ');
    await venue.say(
      'capacity',
      `of ${venue.place({ product, zone })} ${time}: ${found.attested} attested, ${found.issued} issued, ` +
        `${units(found.delivered)} delivered, ${units(found.failed)} failed`,
    );
  }
}

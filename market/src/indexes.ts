// The indexes: one for each market that somebody is attested for, what it says each hour, and how
// much of the capacity is used.

import {
  ask,
  call,
  closeHour,
  createIndex,
  entries,
  HOUR,
  read,
  registerReporter,
  REPORTERS,
  showCash,
  type Value,
} from '@headroom/js';
import { lines } from './operators.ts';
import type { Venue } from './venue.ts';

/** An index of a market. */
interface Index {
  id: number;
  product: number;
  zone: number;
  /** The next hour to close. */
  next: number;
}

interface Stored {
  definition: { Market: { product: number; zone: number } } | { Basket: unknown };
  next: number;
  retired: boolean;
}

async function indexes(venue: Venue): Promise<Index[]> {
  const all = await entries<[number], Stored>(venue.api, 'index.indexes');
  return all
    .flatMap(([[id], { definition, next, retired }]) =>
      retired || !('Market' in definition) ? [] : [{ id, next, ...definition.Market }],
    )
    .sort((one, other) => one.id - other.id);
}

const named = (venue: Venue, { product, zone }: Index): string =>
  `${venue.products.get(product)!.name}, ${venue.zones.get(zone)!}`;

/** The admin makes the indexes, and the reporters put up their bonds: what is not there yet. */
export async function openIndexes(venue: Venue): Promise<void> {
  const { api, who } = venue;
  const wanted = new Map(
    (await lines(venue)).map(({ product, zone }) => [`${product}/${zone}`, { product, zone }]),
  );
  for (const { product, zone } of wanted.values()) {
    const market = await read<{ index: number | null }>(api, 'capacity.markets', product, zone);
    if (market.index !== null) continue;
    await venue.act(who.Alice, createIndex(api, product, zone), (receipt) => {
      const { index } = receipt.only('index.IndexCreated') as { index: number };
      return `makes index ${index} of ${named(venue, { id: index, product, zone, next: 0 })}`;
    });
  }
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

/** Hours closed in one transaction at most. */
const MOST = 24;

/** Every hour that can be closed gets its value, and is told. */
export async function closeHours(venue: Venue): Promise<void> {
  const { api, who } = venue;
  const delay = Number(String(api.consts.index.closeDelay));
  const closable = Math.floor(((await venue.now()) - delay) / HOUR);
  for (const index of await indexes(venue)) {
    const hours = Math.min(MOST, closable - index.next);
    if (hours <= 0) continue;
    const calls = Array.from({ length: hours }, () => closeHour(api, index.id));
    await venue.act(
      who.Bob,
      call(api, 'utility.batchAll', calls),
      (receipt) => {
        const closed = receipt.all('index.HourClosed') as { hour: number; value: Value }[];
        // Under each other, where the clock has jumped.
        return closed.map((one) => told(venue, index, one)).join(`\n${' '.repeat(29)}`);
      },
      // Somebody else was quicker.
      ['index.NotYet'],
    );
  }
}

/** "index 0 (h100-sxm, no-1) 2026-11-23 14:00: 2.031234, from 62 units of 5.2 contributors" */
function told(venue: Venue, index: Index, { hour, value }: { hour: number; value: Value }): string {
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
  for (const index of await indexes(venue)) {
    const [found] = await ask<Capacity[]>(
      venue.api,
      'indexApi.capacity',
      index.product,
      index.zone,
      hour,
      1,
    );
    if (found.issued === 0n) continue;
    const units = (milli: bigint) => (Number(milli) / 1000).toFixed(1);
    const time = new Date(hour * HOUR).toISOString().slice(0, 16).replace('T', ' ');
    await venue.say(
      'capacity',
      `of ${named(venue, index)} ${time}: ${found.attested} attested, ${found.issued} issued, ` +
        `${units(found.delivered)} delivered, ${units(found.failed)} failed`,
    );
  }
}

// What anyone may do when it is due, and what only the arbiter may.

import {
  ask,
  call,
  entries,
  expire,
  removeExpired,
  resolve,
  settle,
  type Receipt,
  type Series,
  type Transaction,
  showCash,
  spanOf,
  type Unit,
} from '@headroom/js';
import type { Act } from './batch.ts';
import type { Chance } from './chance.ts';
import { deliveries, done, share } from './deliveries.ts';
import type { Venue } from './venue.ts';

/** The arbiter rules on what both sides stand by. */
export async function rule(venue: Venue, chance: Chance): Promise<void> {
  const acts: Act[] = [];
  for (const delivery of await deliveries(venue)) {
    const { dispute } = delivery;
    if (dispute === null || !dispute.answered) continue;
    const range = dispute.reported - dispute.claimed;
    const delivered = dispute.claimed + (range * BigInt(chance.between(0, 1000))) / 1000n;
    acts.push({
      call: resolve(venue.api, delivery.id, delivered),
      line: `rules: ${share(delivered, dispute.reported)} of what was reported of ${done(venue, delivery)}`,
    });
  }
  await venue.actAll(venue.who.Arbiter, acts);
}

/** Whatever has become due is paid. */
export async function settleDue(venue: Venue): Promise<void> {
  const { api, who } = venue;
  const acts: Act[] = [];
  for (const delivery of await deliveries(venue)) {
    const { id } = delivery;
    if ((await ask<string | null>(api, 'deliveryApi.phase', id)) !== 'Due') continue;
    acts.push({
      call: settle(api, id),
      line: (receipt) => {
        const settled = receipt.only('delivery.Settled') as Record<string, bigint | boolean>;
        const amounts = Object.entries(settled).flatMap(([name, value]) =>
          typeof value === 'bigint' && value > 0n && MONEY.has(name)
            ? [`${MONEY.get(name)!} ${showCash(value)}`]
            : [],
        );
        return `settles ${done(venue, delivery)}: ${amounts.join(', ')}`;
      },
      quiet: ['delivery.NothingDue'],
    });
  }
  await venue.actAll(who.Bob, acts);
}

/** Amounts of a settlement in words. */
const MONEY = new Map([
  ['released', 'to the operator'],
  ['refunded', 'back to the buyer'],
  ['damages', 'damages'],
  ['debt', 'still owed'],
]);

/** Units that nobody nominated end with their period, and their operator is paid. */
export async function expireUnits(venue: Venue): Promise<void> {
  interface Record {
    supply: number;
    nominated: number;
    settled: number;
    expired: number;
  }
  const time = await venue.now();
  const units = await entries<[string, Series], Record>(venue.api, 'capacity.units');
  const over = units.filter(
    ([[, { period }], { supply, nominated, settled, expired }]) =>
      supply - nominated - settled - expired > 0 && spanOf(period).end <= time,
  );
  const calls = over.map(([[operator, series]]) => expire(venue.api, { series, operator }));
  await together(venue, calls, (receipt) => {
    const ended = receipt.all('delivery.Expired') as { quantity: number; cover: bigint }[];
    const quantity = ended.reduce((sum, one) => sum + one.quantity, 0);
    const cover = ended.reduce((sum, one) => sum + one.cover, 0n);
    return `ends ${quantity} units that nobody nominated; their operators get ${showCash(cover)} of cover`;
  });
}

/** Sends calls as one batch, none where there are none. */
async function together(
  venue: Venue,
  calls: Transaction[],
  line: (receipt: Receipt) => string,
): Promise<void> {
  if (calls.length === 0) return;
  await venue.act(venue.who.Bob, call(venue.api, 'utility.batchAll', calls), line);
}

/** Orders of series that no longer trade leave the book, and what they held goes back. */
export async function clearBooks(venue: Venue): Promise<void> {
  const MOST = Number(String(venue.api.consts.spot.maxRemovals));
  const time = await venue.now();
  const orders = await entries<[string, Series], { seq: bigint }[]>(venue.api, 'spot.orders');
  const over = orders.flatMap(([[owner, series], own]) => {
    return venue.stop(series) > time ? [] : own.map(({ seq }) => ({ owner, series, seq }));
  });
  const acts: Act[] = [];
  for (let from = 0; from < over.length && acts.length < AT_ONCE; from += MOST) {
    acts.push({
      call: removeExpired(venue.api, over.slice(from, from + MOST)),
      line: () => null,
      quiet: ['spot.OrderNotExpired'],
    });
  }
  if (acts.length === 0) return;
  await venue.actAll(venue.who.Bob, acts);
  const gone = Math.min(over.length, acts.length * MOST);
  await venue.say('Bob', `takes ${gone} orders out of books that have closed`);
}

/** Calls of one round that empty closed books: of six hours' books at once, and a day's. */
const AT_ONCE = 10;

/** Empty books of series that no longer trade are closed. */
export async function closeBooks(venue: Venue): Promise<void> {
  interface Book {
    bestBid: number | null;
    bestAsk: number | null;
  }
  const time = await venue.now();
  const books = await entries<[Series], Book>(venue.api, 'spot.books');
  const closed = books.filter(
    ([[series], { bestBid, bestAsk }]) =>
      bestBid === null && bestAsk === null && venue.stop(series) <= time,
  );
  const calls = closed.map(([[series]]) => call(venue.api, 'spot.closeBook', series));
  await together(
    venue,
    calls,
    () => `closes ${calls.length} empty books of series that trade no more`,
  );
}

/** What is left of holdings whose units have ended is removed. */
export async function sweep(venue: Venue): Promise<void> {
  const MOST = 32;
  const time = await venue.now();
  const units = await entries<[string, Series], unknown>(venue.api, 'capacity.units');
  const alive = new Set(units.map(([key]) => JSON.stringify(key)));
  const holdings = await entries<[string, Unit], { inOrders: number }>(
    venue.api,
    'capacity.holdings',
  );
  const ended = holdings.flatMap(([[owner, unit], { inOrders }]) => {
    const { series, operator } = unit;
    const gone = !alive.has(JSON.stringify([operator, series]));
    return gone && inOrders === 0 && spanOf(series.period).end < time
      ? [{ Holding: { owner, unit } }]
      : [];
  });
  if (ended.length === 0) return;
  const some = ended.slice(0, MOST);
  await venue.act(
    venue.who.Bob,
    call(venue.api, 'capacity.sweep', some),
    `sweeps ${some.length} holdings of units that have ended`,
  );
}

/** Debts are paid from what the debtor has come to. */
export async function collect(venue: Venue): Promise<void> {
  const claims = await entries<[string, string], bigint>(venue.api, 'cash.claims');
  for (const [[debtor, creditor], amount] of claims) {
    await venue.act(
      venue.personOf(creditor) ?? venue.who.Bob,
      call(venue.api, 'cash.payClaim', debtor, creditor, amount),
      `is paid of the ${showCash(amount)} that ${venue.nameOf(debtor)} owes ${venue.nameOf(creditor)}`,
      ['cash.NothingFree'],
    );
  }
}

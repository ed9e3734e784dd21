// A living market on a dev chain: operators list, buyers buy, deliveries are metered, a few fail.
//
//   npm --prefix market start -- --endpoint ws://127.0.0.1:9944 --hour 30 --seed 1
//
// It keeps nothing in memory between its rounds: each looks at the chain, so that it can be ended
// and started again at any time, and takes part with whoever else is there.

import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  connect,
  dayOf,
  HOUR,
  hourOf,
  MINUTE,
  monthOf,
  type Period,
  SECOND,
  setTime,
  spanOf,
} from '@headroom/js';
import { bid, inspect, nominations, resell, take } from './buyers.ts';
import { Chance } from './chance.ts';
import { hedge, keepMargins, lapseOffers, settleAgreements } from './hedgers.ts';
import { closeHours, openIndexes, sayCapacity } from './indexes.ts';
import { clearBooks, closeBooks, collect, expireUnits, rule, settleDue, sweep } from './keepers.ts';
import { account, defend, lines, list, meter } from './operators.ts';
import { Venue } from './venue.ts';

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', default: 'ws://127.0.0.1:9944' },
    hour: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  },
});
const hourTakes = Number(values.hour) * SECOND;

/** Hours ahead that trade: the nearest one that is open for long enough, and the furthest. */
const NEAREST = 3;
const FURTHEST = 5;

async function main(): Promise<void> {
  const api = await connect(values.endpoint);
  const venue = await Venue.open(api);
  const chance = new Chance(Number(values.seed));
  api.on('disconnected', () => {
    console.log('the node is gone');
    process.exit(1);
  });

  await opening(venue, chance);
  console.log(words(values.endpoint, await venue.now()));
  for (;;) await round(venue, chance);
}

/** Hours, a day and a month of everything that somebody is attested for, and the first buyers. */
async function opening(venue: Venue, chance: Chance): Promise<void> {
  await openIndexes(venue);
  const time = await venue.now();
  const hours = [];
  for (let later = NEAREST; later <= FURTHEST; later += 1) hours.push(hourOf(time, later));
  for (const line of await lines(venue)) {
    for (const period of hours) await list(venue, chance, line, period, 12);
    await list(venue, chance, line, dayOf(time, 1), 12);
    await list(venue, chance, line, monthOf(time, 1), 6);
  }
  await trade(venue, chance, [...hours, dayOf(time, 1), monthOf(time, 1)], 6);
  for (const period of [monthOf(time, 1), dayOf(time, 1), hourOf(time, FURTHEST)]) {
    await hedge(venue, chance, period);
  }
}

/** Buyers come, some take and some bid. */
async function trade(
  venue: Venue,
  chance: Chance,
  periods: Period[],
  times: number,
): Promise<void> {
  const { Lumen, Parallax } = venue.who;
  const open = await lines(venue);
  const time = await venue.now();
  const lead = venue.gateLead + venue.tradingStop + MINUTE;
  const trading = periods.filter((period) => spanOf(period).start - lead > time);
  if (open.length === 0 || trading.length === 0) return;
  for (let n = 0; n < times; n += 1) {
    const { product, zone } = chance.pick(open);
    const series = { product, zone, period: chance.pick(trading) };
    const buyer = chance.pick([Lumen, Parallax]);
    if (chance.happens(0.6)) await take(venue, buyer, series, chance.between(2, 10));
    else await bid(venue, chance, buyer, series);
  }
}

/** An hour of the chain. */
async function round(venue: Venue, chance: Chance): Promise<void> {
  const began = Date.now();
  const time = await venue.now();
  const acts: (() => Promise<void>)[] = [
    () => closeHours(venue),
    () => meter(venue, chance),
    () => inspect(venue, chance),
    () => defend(venue, chance),
    () => rule(venue, chance),
    () => settleDue(venue),
    () => expireUnits(venue),
    () => collect(venue),
    () => clearBooks(venue),
    () => closeBooks(venue),
    () => sweep(venue),
    () => settleAgreements(venue),
    () => keepMargins(venue, chance),
    () => lapseOffers(venue),
    () => nominations(venue, chance),
    async () => {
      for (const line of await lines(venue)) {
        await list(venue, chance, line, hourOf(time, FURTHEST), 12);
      }
      const tomorrow = dayOf(time, 1);
      const first = new Date(time).getUTCHours() === 0;
      if (first)
        for (const line of await lines(venue)) await list(venue, chance, line, tomorrow, 12);
      await hedge(venue, chance, first ? tomorrow : hourOf(time, FURTHEST));
    },
    () => {
      const later = chance.between(NEAREST, FURTHEST);
      return trade(venue, chance, [hourOf(time, later), dayOf(time, 1)], 3);
    },
    () => resell(venue, chance),
    () => trade(venue, chance, [hourOf(time, NEAREST)], 2),
  ];
  if (new Date(time).getUTCHours() % 6 === 0) {
    for (const operator of new Set((await lines(venue)).map((line) => line.operator))) {
      acts.push(() => account(venue, operator));
    }
    acts.push(() => sayCapacity(venue));
  }
  for (const act of acts) {
    await act();
    await pause(Math.min(hourTakes / acts.length / 2, SECOND));
  }

  // The rest of the hour passes; then the clock is set to a little after the next one.
  await pause(Math.max(0, hourTakes - (Date.now() - began)));
  if (hourTakes < HOUR) {
    const next = (Math.floor(time / HOUR) + 1) * HOUR + MINUTE;
    if (next > (await venue.now()) + SECOND) {
      await setTime(venue.api, next);
      await venue.say('the clock', 'is set to the next hour');
    }
  }
}

function words(endpoint: string, time: number): string {
  const hour = Math.floor(time / HOUR) + FURTHEST;
  const utc = new Date(hour * HOUR).toISOString().slice(0, 16).replace('T', ' ');
  const apps = `https://polkadot.js.org/apps/?rpc=${encodeURIComponent(endpoint)}`;
  const http = endpoint.replace(/^ws/, 'http');
  const pace = hourTakes < HOUR ? `An hour of the chain takes ${hourTakes / SECOND} s.` : '';
  return `
The market is open. ${pace}

  endpoint         ${endpoint}
  polkadot-js Apps ${apps}

Four things to try:

  1. Buy capacity. In Apps, Developer > Extrinsics, as Charlie: spot.placeOrder with the series of
     product 0, zone 1, period Hour ${hour}
     (${utc} UTC), side Bid, price 2100000 (2.1 a GPU-hour), quantity 4,
     ImmediateOrCancel, maxFills 16. Developer > Runtime calls, spotApi.depth shows what is asked
     for. docs/buyers.md has the whole way in code that runs as pasted.
  2. Let a day pass:
     curl -s -H 'Content-Type: application/json' ${http} \\
       -d '{"id":1,"jsonrpc":"2.0","method":"dev_advanceTime","params":[86400000]}'
  3. See a buyer made whole. Network > Explorer shows delivery.Settled for each delivery: what the
     operator got, and what the buyer got back where it fell short.
  4. See what an hour was worth, and why. Developer > Runtime calls: indexApi.lastValue of index 0,
     indexApi.inputs of that hour; and forwardApi.agreements with null and 0 for prices that were
     fixed ahead. docs/hedging.md fixes one of yours, docs/reporters.md has a feeder of your own.

Ctrl-C stops all of it. The market goes on:
`;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

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
  showCash,
} from '@headroom/js';
import { listAhead } from './ahead.ts';
import { inspect, nominations, sell, take } from './buyers.ts';
import { Chance } from './chance.ts';
import { hedge, keepMargins, lapseOffers, settleAgreements } from './hedgers.ts';
import { closeHours, openIndexes, sayCapacity } from './indexes.ts';
import { clearBooks, closeBooks, collect, expireUnits, rule, settleDue, sweep } from './keepers.ts';
import { account, attestAll, defend, meter } from './operators.ts';
import { FURTHEST, listed, nextQuarter } from './periods.ts';
import { move, quoteAll, quoters } from './quotes.ts';
import { Venue } from './venue.ts';

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', default: 'ws://127.0.0.1:9944' },
    hour: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    /** Where the console is, where there is one. */
    console: { type: 'string' },
  },
});
const hourTakes = Number(values.hour) * SECOND;

/** Between two trades, where there is time: a little more or less. An hour has forty at most. */
const BEAT = Math.max(2.5 * SECOND, hourTakes / 40);

async function main(): Promise<void> {
  const api = await connect(values.endpoint);
  const venue = await Venue.open(api, values.seed);
  const chance = new Chance(Number(values.seed));
  api.on('disconnected', () => {
    console.log('the node is gone');
    process.exit(1);
  });

  await opening(venue, chance);
  console.log(words(venue, await venue.now()));
  for (;;) await round(venue, chance);
}

/** All that is traded is quoted, and the first buyers come. */
async function opening(venue: Venue, chance: Chance): Promise<void> {
  await attestAll(venue);
  await openIndexes(venue);
  const time = await venue.now();
  await quoteAll(venue, chance, listed(time), true);
  await listAhead(venue);
  for (let n = 0; n < 6; n += 1) await trade(venue, chance);
  for (const period of [monthOf(time, 1), dayOf(time, 1), hourOf(time, FURTHEST)]) {
    await hedge(venue, chance, period);
  }
}

/** Somebody trades, mostly hours; or moves what it quotes. */
async function trade(venue: Venue, chance: Chance): Promise<void> {
  const time = await venue.now();
  const open = listed(time).filter((period) => {
    const [place] = venue.markets;
    return venue.stop({ ...place, period }) - time > 5 * MINUTE;
  });
  const hours = open.filter((period) => 'Hour' in period);
  const period = chance.pick(chance.happens(0.6) ? hours : open);
  const what = chance.next();
  if (what < 0.25) {
    await move(venue, chance, period);
  } else if (what < 0.45) {
    await sell(venue, chance);
  } else {
    const buyer = chance.pick([venue.who.Lumen, venue.who.Parallax]);
    const series = { ...chance.pick(venue.markets), period };
    const most = 'Hour' in period ? 12 : 'Day' in period ? 6 : 2;
    await take(venue, chance, buyer, series, chance.between(1, most));
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
    () => quoteAll(venue, chance, listed(time)),
    () => listAhead(venue),
    () => hedge(venue, chance, fixedAhead(time, chance)),
  ];
  if (new Date(time).getUTCHours() % 6 === 0) {
    for (const person of await quoters(venue)) acts.push(() => account(venue, person));
    acts.push(() => sayCapacity(venue));
  }
  let beat = 0;
  const beats = async () => {
    if (Date.now() < beat) return;
    await trade(venue, chance);
    beat = Date.now() + BEAT * (0.5 + chance.next());
  };
  for (const act of acts) {
    await act();
    await beats();
  }

  // The rest of the hour passes; then the clock is set to a little after the next one.
  for (let left = hourTakes; left > 0; left = hourTakes - (Date.now() - began)) {
    await pause(Math.max(0, Math.min(left, beat - Date.now())));
    if (Date.now() - began < hourTakes) await beats();
  }
  if (hourTakes < HOUR) {
    const next = (Math.floor(time / HOUR) + 1) * HOUR + MINUTE;
    if (next > (await venue.now()) + SECOND) {
      await setTime(venue.api, next);
      await venue.say('the clock', 'is set to the next hour');
    }
  }
}

/** What prices are fixed ahead for: hours, a day once a day, and now and then a month or a quarter. */
function fixedAhead(time: number, chance: Chance): Period {
  if (new Date(time).getUTCHours() === 0) return dayOf(time, 1);
  if (chance.happens(0.9)) return hourOf(time, FURTHEST);
  return chance.happens(0.5) ? monthOf(time, 1) : nextQuarter(time);
}

function words(venue: Venue, time: number): string {
  const { endpoint } = values;
  const hour = Math.floor(time / HOUR) + FURTHEST;
  const series = { product: 0, zone: 1, period: { Hour: hour } };
  // Dearer than the first asks.
  const price = venue.onTick(series, venue.worth(series, time), 1030);
  const utc = new Date(hour * HOUR).toISOString().slice(0, 16).replace('T', ' ');
  const apps = `https://polkadot.js.org/apps/?rpc=${encodeURIComponent(endpoint)}`;
  const http = endpoint.replace(/^ws/, 'http');
  const page = values.console === undefined ? '' : `\n  console          ${values.console}`;
  const pace = hourTakes < HOUR ? `An hour of the chain takes ${hourTakes / SECOND} s.` : '';
  return `
The market is open. ${pace}

  endpoint         ${endpoint}
  polkadot-js Apps ${apps}${page}

Four things to try:

  1. Buy capacity. In Apps, Developer > Extrinsics, as Charlie: spot.placeOrder with the series of
     product 0, zone 1, period Hour ${hour}
     (${utc} UTC), side Bid, price ${price} (${showCash(price)} a GPU-hour), quantity 4,
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

// A month's price fixed ahead, on a live dev chain: hours reported by five feeders whose venues differ,
// closed, marked, margin called, met and not met, freed on the way, and settled; compared with a second
// opinion to the last millionth.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type ApiPromise,
  ask,
  cash,
  closeOut,
  createIndex,
  DAY,
  failure,
  FEES,
  HOUR,
  hoursOf,
  MINUTE,
  monthOf,
  type Name,
  now,
  pass,
  people,
  type Person,
  registerReporter,
  REPORTERS,
  send,
  setTime,
  settleForward,
  spanOf,
  type Terms,
  type Value,
} from '@headroom/js';
import { Agreed, type Stage } from './agreed.ts';
import { Feed } from './feed.ts';
import { Ledger } from './ledger.ts';
import { Node } from './node.ts';
import { BEFORE, differing, RECORDED } from './recorded.ts';

const GPU = 0;
const ZONE = 0;
const INDEX = 0;

let node: Node;
let api: ApiPromise;
let who: Record<Name, Person>;

before(async () => {
  who = await people();
  node = await Node.start(['--dev']);
  api = await node.connect();
});
after(() => node.stop());

test('a month of capacity is fixed ahead, marked, called, closed out and settled', () =>
  node.showing(async () => {
    // The story begins so many days before a month, whatever day it is.
    const period = monthOf((await now(api)) + (BEFORE + 1) * DAY, 1);
    const { start } = spanOf(period);
    await setTime(api, start - BEFORE * DAY);
    const first = start / HOUR;
    const hours = hoursOf(period);

    await send(api, who.Alice, createIndex(api, GPU, ZONE));
    const ledger = await Ledger.open(api, who, FEES);
    const bond = cash('10,000');
    for (const name of REPORTERS) {
      await send(api, who[name], registerReporter(api, bond));
      ledger.holds(name, bond);
    }
    const place = { product: 'h100-sxm', zone: 'cn-nx', prices: ['0.5', '10'] as [string, string] };
    const trades = differing(RECORDED, first);
    const feed = await Feed.open(node, api, who, [{ index: INDEX, place, trades }]);
    try {
      const [index] = feed.indexes;
      await month({ api, who, ledger, index }, feed, first, hours, {
        series: { product: GPU, zone: ZONE, period },
        quantity: 10,
        price: cash('2.000000'),
        settlement: 'Cash',
        initial: 100,
        maintenance: 60,
        callWindow: 6 * HOUR,
        penalty: 50,
        wait: 24,
        leastHours: 300,
        instalments: false,
      });
    } finally {
      await feed.end();
    }
  }));

/** From eight days before the month to its end. */
async function month(
  stage: Stage,
  feed: Feed,
  first: number,
  hours: number,
  terms: Terms,
): Promise<void> {
  const { ledger, index } = stage;
  await feed.run(first - (BEFORE - 1) * 24);

  // Labs fix the price of the month to come with operators.
  const met = await Agreed.on(stage, terms, { Buyer: 'Lumen', Seller: 'Helios' }, 'Buyer');
  const lost = await Agreed.on(stage, terms, { Buyer: 'Parallax', Seller: 'Borealis' }, 'Buyer');
  // With so much margin nobody is ever called, and what is not needed comes back as the month goes.
  const slow = { ...terms, quantity: 3, initial: 400, instalments: true };
  const freed = await Agreed.on(stage, slow, { Buyer: 'Parallax', Seller: 'Helios' }, 'Seller');
  await ledger.check('with all margins up');

  // Half a day at a time; whoever is short is called, and only one answers.
  let calls = 0;
  let instalments = 0;
  let lostIs: 'open' | 'called' | 'over' = 'open';
  for (let hour = feed.next + 12; hour <= first + hours; hour += 12) {
    await feed.run(hour);
    await met.mark();
    for (const [side, level] of await met.short()) {
      await met.callMargin(side, level);
      await met.topUp(side, level);
      calls += 1;
    }
    const gone = feed.next - first;
    if (gone > 0 && gone < hours && gone % 120 === 0) {
      const { Buyer, Seller } = await freed.instalment();
      assert.ok(Buyer > 0n || Seller > 0n);
      instalments += 1;
    }
    if (lostIs === 'open') {
      await lost.mark();
      const short = await lost.short();
      if (short.length === 0) continue;
      const [[side, level]] = short;
      assert.equal(side, 'Seller');
      await lost.callMargin(side, level);
      assert.equal(await failure(api, who.Bob, closeOut(api, lost.id)), 'forward.NoCallDue');
      lostIs = 'called';
    } else if (lostIs === 'called') {
      // The deadline fell into the jump of the clock, so there is an hour of grace; and the next
      // hour has begun.
      await pass(api, (await now(api)) + HOUR + MINUTE);
      await lost.mark();
      if ((await lost.short()).length === 0) {
        await lost.lift('Seller');
        lostIs = 'open';
        continue;
      }
      await lost.closeOut('Seller');
      lostIs = 'over';
      await ledger.check('after the close-out');
    }
  }
  assert.ok(calls > 0, 'margin was called for, and met');
  assert.ok(instalments >= 2, 'margin was freed on the way');
  assert.equal(lostIs, 'over', 'who did not answer was closed out');
  await ledger.check('at the end of the month');

  // Every hour has its value, and two of them make the average.
  const values = await ask<[number, Value][]>(api, 'indexApi.history', INDEX, first, 168);
  assert.deepEqual(
    values,
    values.map(([hour]) => [hour, index.values.get(hour)]),
  );
  assert.equal(values.length, 168);
  const prices = Array.from({ length: hours }, (_, n) => index.prices.get(first + n)!);
  const sum = prices.reduce((total, price) => total + price, 0n);
  const average = await ask<unknown>(api, 'indexApi.average', INDEX, first, first + hours);
  assert.deepEqual(average, { price: sum / BigInt(hours), hours, missing: 0 });

  for (const agreed of [met, freed]) {
    const gain = await agreed.settle();
    const { price, quantity } = agreed.deal.terms;
    assert.equal(gain, (sum - price * BigInt(hours)) * BigInt(quantity));
    assert.equal(
      await failure(api, who.Bob, settleForward(api, agreed.id)),
      'forward.UnknownAgreement',
    );
  }
  await ledger.check('after the settlement');
}

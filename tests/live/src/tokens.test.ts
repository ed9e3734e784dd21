// A month of tokens fixed ahead for delivery, on a live dev chain: reported by five feeders, marked,
// margin called and met, delivered in part before the gate, and what is missing made good by the
// index; compared with a second opinion to the last millionth.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  accept,
  type ApiPromise,
  cash,
  commitUnits,
  createIndex,
  DAY,
  failure,
  FEES,
  HOUR,
  hoursOf,
  instruct,
  issue,
  MINUTE,
  monthOf,
  type Name,
  now,
  people,
  type Person,
  registerReporter,
  report,
  REPORTERS,
  send,
  setTime,
  settle,
  settleForward,
  spanOf,
  type Terms,
  total,
  type Unit,
  unitOf,
} from '@headroom/js';
import { Agreed, type Stage } from './agreed.ts';
import { Feed } from './feed.ts';
import { Ledger } from './ledger.ts';
import { Node } from './node.ts';
import { BEFORE, differing, RECORDED_TOKENS } from './recorded.ts';

const TOKENS = 1;
const ZONE = 1;
const INDEX = 0;
/** Units that the agreement is on, and that the operator has. */
const AGREED = 40;
const THERE = 30;
const WHERE = `0x${'5e'.repeat(32)}`;

let node: Node;
let api: ApiPromise;
let who: Record<Name, Person>;

before(async () => {
  who = await people();
  node = await Node.start(['--dev']);
  api = await node.connect();
});
after(() => node.stop());

test('a month of tokens changes hands at the fixed price; what is missing is made good', () =>
  node.showing(async () => {
    const period = monthOf((await now(api)) + (BEFORE + 1) * DAY, 1);
    const { start } = spanOf(period);
    await setTime(api, start - BEFORE * DAY);
    const first = start / HOUR;

    await send(api, who.Alice, createIndex(api, TOKENS, ZONE));
    const ledger = await Ledger.open(api, who, FEES);
    const bond = cash('10,000');
    for (const name of REPORTERS) {
      await send(api, who[name], registerReporter(api, bond));
      ledger.holds(name, bond);
    }
    const place = { product: 'open-70b', zone: 'no-1', prices: ['0.05', '2'] as [string, string] };
    const trades = differing(RECORDED_TOKENS, first);
    const feed = await Feed.open(node, api, who, [{ index: INDEX, place, trades }]);
    try {
      const [index] = feed.indexes;
      await month({ api, who, ledger, index }, feed, first, {
        series: { product: TOKENS, zone: ZONE, period },
        quantity: AGREED,
        price: cash('0.350000'),
        settlement: 'Physical',
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
async function month(stage: Stage, feed: Feed, first: number, terms: Terms): Promise<void> {
  const { ledger } = stage;
  const { series, price } = terms;
  const hours = hoursOf(series.period);
  const unit: Unit = { series, operator: who.Borealis.address };
  await feed.run(first - (BEFORE - 1) * 24);
  const agreed = await Agreed.on(stage, terms, { Buyer: 'Lumen', Seller: 'Borealis' }, 'Seller');
  await send(api, who.Lumen, instruct(api, agreed.id, WHERE));

  // Tokens get dearer before the month begins: the seller is asked for margin, once.
  let calls = 0;
  for (let hour = first - (BEFORE - 2) * 24; hour <= first - 24; hour += 24) {
    await feed.run(hour);
    await agreed.mark();
    for (const [side, level] of await agreed.short()) {
      assert.equal(side, 'Seller');
      await agreed.callMargin(side, level);
      await agreed.topUp(side, level);
      calls += 1;
    }
  }
  assert.equal(calls, 1);
  await ledger.check('a day before the month');

  // The operator issues less than it has sold ahead, and puts it in.
  await send(api, who.Borealis, issue(api, series, THERE));
  const { coverRate, bondHeld } = (await unitOf(api, unit))!;
  ledger.holds('Borealis', bondHeld);
  const commits = (quantity: number) => commitUnits(api, agreed.id, unit, quantity);
  assert.equal(await failure(api, who.Lumen, commits(1)), 'forward.NotSeller');
  await send(api, who.Borealis, commits(THERE));
  assert.equal(await failure(api, who.Bob, settleForward(api, agreed.id)), 'forward.NotDue');
  await ledger.check('with units put in');

  // Between the last moment to put units in and the gate, anybody settles.
  const constant = (name: string) => Number(String(api.consts.forward[name]));
  const stop = spanOf(series.period).start - constant('gateLead') - constant('commitLead');
  await setTime(api, stop + MINUTE);
  assert.equal(await failure(api, who.Borealis, commits(1)), 'forward.CommitLate');
  const delivered = await agreed.deliver(THERE);
  const [nominated] = delivered.all('delivery.Nominated');
  assert.deepEqual(
    [nominated.buyer, nominated.quantity, nominated.instructions],
    [who.Lumen.address, THERE, WHERE],
  );
  // Like any primary sale: the cover of what is sold goes into escrow.
  ledger.pays('Lumen', 'Borealis', total(price, THERE, hours));
  ledger.holds('Borealis', total(coverRate, THERE, hours));
  await ledger.check('after the delivery of units');

  // A month of tokens is dearer than agreed: the seller pays what ten more cost, day by day.
  for (let hour = first + 120; hour <= first + hours; hour += 120) {
    await feed.run(hour);
    await agreed.mark();
    assert.deepEqual(await agreed.short(), []);
  }
  await feed.run(first + hours);
  const gain = await agreed.settle();
  assert.ok(gain > 0n);
  await ledger.check('after the settlement');

  // The tokens of the month are metered, and the operator has its cover and its bond back.
  const tokens = BigInt(THERE) * BigInt(hours) * 1_000_000n;
  const metered = { Tokens: { input: tokens, cached: 0n, output: 0n } };
  const delivery = { unit, index: 0 };
  await send(api, who.Borealis, report(api, delivery, metered));
  await send(api, who.Lumen, accept(api, delivery, BigInt(THERE) * BigInt(hours) * 1000n));
  await send(api, who.Bob, settle(api, delivery));
  ledger.frees('Borealis', total(coverRate, THERE, hours) + bondHeld);
  await ledger.check('after the last token');
}

// A month's price fixed ahead, on a live dev chain: hours reported by five feeders, closed, marked,
// margin called, met and not met, and settled; compared with a second opinion to the last millionth.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  acceptOffer,
  type Agreement,
  type ApiPromise,
  ask,
  call,
  callMargin,
  cash,
  closeHour,
  closeOut,
  commitUnits,
  createIndex,
  dayOf,
  entries,
  FEES,
  failure,
  HOUR,
  hoursOf,
  instruct,
  issue,
  mark,
  MINUTE,
  monthOf,
  type Name,
  now,
  observe,
  offer,
  pass,
  people,
  type Person,
  read,
  type Receipt,
  registerReporter,
  REPORTERS,
  send,
  setTime,
  shareUp,
  showCash,
  settleForward,
  spanOf,
  type Terms,
  topUp,
  total,
  type Transaction,
  type Unit,
  unitOf,
  type Value,
} from '@headroom/js';
import { eventually, Feeder, listOf, source, Venue } from './feeder.ts';
import { Ledger } from './ledger.ts';
import { Deal, type Side } from './margin.ts';
import { Node } from './node.ts';

const GPU = 0;
const ZONE = 0;
const INDEX = 0;
const TOKENS = 1;
const WHERE = `0x${'5e'.repeat(32)}`;

/** What capacity was worth, day by day, from eight days before the month on. */
const RECORDED = [
  '2.000000 2.012345 1.994000 2.003210 1.998765 2.007000 2.011111 2.004004',
  '2.017000 2.056789 2.102000 2.149999 2.151234 2.160000 2.201010 2.254321 2.301000 2.287654',
  '2.240000 2.150505 2.031000 1.960606 1.912345 1.903000 1.897531 1.888888 1.902468 1.910000',
  '1.925000 1.899999 1.880001 1.875000 1.869420 1.881188 1.893000 1.907070 1.915151 1.921000',
  '1.930303 1.925000 1.919191 1.913000',
]
  .join(' ')
  .split(' ')
  .map(cash);

/** It was traded every so many hours; in between the last price stands. */
const EVERY = 6;
/** Hours that feeders report ahead. */
const AHEAD = 47;

let node: Node;
let api: ApiPromise;
let who: Record<Name, Person>;
let venue: Venue;
const feeders: Feeder[] = [];

before(async () => {
  who = await people();
  node = await Node.start(['--dev']);
  api = await node.connect();
  venue = await Venue.open();
});
after(async () => {
  await Promise.all(feeders.map((feeder) => feeder.end()));
  await venue.down();
  await node.stop();
});

const does = (name: Name, transaction: Transaction): Promise<Receipt> =>
  send(api, who[name], transaction);
const batch = (calls: Transaction[]): Transaction => call(api, 'utility.batchAll', calls);
/** A constant of the chain. */
const constant = (pallet: string, name: string) => BigInt(String(api.consts[pallet][name]));
const hourNow = async () => Math.floor((await now(api)) / HOUR);

/** The index as it should be: prices by hour, and the next hour to close. */
class Market {
  readonly prices = new Map<number, bigint>();
  last = 0n;

  constructor(
    readonly first: number,
    public next: number,
  ) {}

  recorded(hour: number): bigint {
    const day = Math.floor((hour - this.first) / 24);
    return RECORDED[Math.min(day, RECORDED.length - 1)];
  }

  /** What the venue tells of: each trade by its hour. */
  trades(): string {
    const all = Array.from({ length: RECORDED.length * 24 }, (_, n) => this.first + n);
    const traded = all.filter((hour) => hour % EVERY === 0);
    return listOf(
      traded.map((hour) => {
        const price = showCash(this.recorded(hour));
        return { id: `r${hour}`, hour, price, quantity: '10' };
      }),
    );
  }

  /** Time goes on to an hour and a half after `until`, and all hours before it have a value. */
  async run(until: number): Promise<void> {
    while (this.next < until) {
      const time = await now(api);
      const count = Math.min(until - this.next, 40);
      const hours = Array.from({ length: count }, (_, n) => this.next + n);
      const traded = hours.filter((hour) => hour % EVERY === 0);
      for (const hour of traded) {
        await eventually(`five reports for hour ${hour}`, async () => {
          const inputs = await read<unknown[]>(api, 'index.inputs', INDEX, { Hour: hour });
          return inputs.length === REPORTERS.length;
        });
      }
      const closes = (this.next + count) * HOUR + 95 * MINUTE;
      if (closes > time) await setTime(api, closes);
      await does('Bob', batch(hours.map(() => closeHour(api, INDEX))));
      for (const hour of hours) {
        if (traded.includes(hour)) this.last = this.recorded(hour);
        this.prices.set(hour, this.last);
      }
      this.next += count;
    }
  }
}

test('a month of capacity is fixed ahead, marked, called, closed out and settled', () =>
  node.showing(async () => {
    await does('Alice', createIndex(api, GPU, ZONE));
    const ledger = await Ledger.open(api, who, FEES);
    const bond = cash('10,000');
    for (const name of REPORTERS) {
      await does(name, registerReporter(api, bond));
      ledger.holds(name, bond);
    }
    const start = (await hourNow()) + 1;
    const market = new Market(start, start);
    venue.does((_, response) => response.end(market.trades()));
    for (const name of REPORTERS) {
      const url = venue.url.replace('?hour={hour}', '');
      const ahead = `per = "trade"\nearly_hours = ${AHEAD}`;
      const config = source(name.toLowerCase(), url, ahead, 'cn-nx');
      feeders.push(await Feeder.start(`poll_seconds = 1\n${config}`, node.endpoint, `//${name}`));
    }
    await market.run(start + 24);

    // Two labs fix the price of the month to come with two operators.
    const period = monthOf(await now(api), 1);
    const { start: begins } = spanOf(period);
    const first = begins / HOUR;
    const hours = hoursOf(period);
    const terms: Terms = {
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
    };
    const until = (await now(api)) + 24 * HOUR;
    const sides = { met: ['Lumen', 'Helios'], lost: ['Parallax', 'Borealis'] } as const;
    const deals: { id: bigint; deal: Deal; people: Record<Side, Name> }[] = [];
    for (const [buyer, seller] of Object.values(sides)) {
      const offered = await does(buyer, offer(api, terms, 'Buyer', who[seller].address, until));
      const { id } = offered.only('forward.Offered') as unknown as { id: bigint };
      assert.equal(await failure(api, who.Bob, acceptOffer(api, id)), 'forward.NotForYou');
      await does(seller, acceptOffer(api, id));
      const deal = new Deal(terms, first, hours, await hourNow());
      deals.push({ id, deal, people: { Buyer: buyer, Seller: seller } });
      ledger.holds(buyer, deal.margin.Buyer);
      ledger.holds(seller, deal.margin.Seller);
    }
    await ledger.check('with both margins up');

    /** The chain marks as the model does. */
    const marks = async ({ id, deal, people }: (typeof deals)[number]) => {
      const before = { ...deal.margin };
      const hour = await hourNow();
      const expected = deal.mark(hour, market.last, market.prices);
      const receipt = await does('Bob', mark(api, id));
      const told = receipt.only('forward.Marked');
      assert.deepEqual([told.mark, told.hour, told.basis], [expected, hour, { Index: null }]);
      for (const side of ['Buyer', 'Seller'] as const) {
        ledger.gives(people[side], deal.margin[side] - before[side]);
        ledger.holds(people[side], deal.margin[side] - before[side]);
      }
      const found = await read<Agreement>(api, 'forward.agreements', id);
      assert.deepEqual(
        [found.buyer.margin, found.seller.margin, found.moved],
        [deal.margin.Buyer, deal.margin.Seller, deal.moved],
      );
    };

    // Half a day at a time; whoever is short is called, and only one answers.
    const [met, lost] = deals;
    let calls = 0;
    let lostIsCalled = false;
    let lostIsOver = false;
    for (let hour = market.next + 12; hour <= first + hours; hour += 12) {
      await market.run(Math.min(hour, first + hours));
      await marks(met);
      const at = await hourNow();
      for (const side of ['Buyer', 'Seller'] as const) {
        const level = met.deal.short(side, at, market.prices);
        if (level === null) continue;
        const called = await does('Bob', callMargin(api, met.id));
        assert.equal(called.only('forward.MarginCalled').level, level);
        const missing = level - met.deal.margin[side];
        await does(met.people[side], topUp(api, met.id, missing));
        met.deal.margin[side] += missing;
        ledger.holds(met.people[side], missing);
        calls += 1;
      }
      if (lostIsOver) continue;
      await marks(lost);
      if (!lostIsCalled) {
        if (lost.deal.short('Seller', at, market.prices) === null) continue;
        await does('Bob', callMargin(api, lost.id));
        assert.equal(await failure(api, who.Bob, closeOut(api, lost.id)), 'forward.NoCallDue');
        lostIsCalled = true;
        continue;
      }
      // The deadline fell into the jump of the clock, so there is an hour of grace; and the next
      // hour has begun.
      await pass(api, (await now(api)) + HOUR + MINUTE);
      const before = { ...lost.deal.margin };
      const end = await hourNow();
      lost.deal.mark(end, market.last, market.prices);
      const penalty = lost.deal.closeOut('Seller', end, market.prices);
      const closed = await does('Bob', closeOut(api, lost.id));
      const told = closed.only('forward.Settled');
      assert.deepEqual([told.penalty, told.debt], [penalty, 0n]);
      assert.deepEqual(told.outcome, { ClosedOut: 'Seller' });
      for (const side of ['Buyer', 'Seller'] as const) {
        ledger.gives(lost.people[side], lost.deal.margin[side] - before[side]);
        ledger.holds(lost.people[side], -before[side]);
      }
      lostIsOver = true;
      await ledger.check('after the close-out');
    }
    await market.run(first + hours);
    assert.ok(calls > 0, 'margin was called for, and met');
    assert.ok(lostIsOver, 'who did not answer was closed out');
    await ledger.check('at the end of the month');

    // Every hour has its value, and two of them make the average.
    const values = await ask<[number, Value][]>(api, 'indexApi.history', INDEX, first, 168);
    assert.equal(values.length, 168);
    for (const [hour, value] of values) assert.equal(value.price, market.prices.get(hour));
    const average = await ask<{ price: bigint; hours: number; missing: number }>(
      api,
      'indexApi.average',
      INDEX,
      first,
      first + hours,
    );
    const sum = Array.from({ length: hours }, (_, n) => market.prices.get(first + n)!).reduce(
      (total, price) => total + price,
      0n,
    );
    assert.deepEqual(average, { price: sum / BigInt(hours), hours, missing: 0 });

    const before = { ...met.deal.margin };
    const gain = met.deal.settle(market.prices);
    const settled = (await does('Bob', settleForward(api, met.id))).only('forward.Settled');
    assert.deepEqual([settled.outcome, settled.gain, settled.debt], [{ Average: null }, gain, 0n]);
    assert.equal(gain, (sum - terms.price * BigInt(hours)) * 10n);
    for (const side of ['Buyer', 'Seller'] as const) {
      ledger.gives(met.people[side], met.deal.margin[side] - before[side]);
      ledger.holds(met.people[side], -before[side]);
    }
    await ledger.check('after the settlement');
    assert.equal(
      await failure(api, who.Bob, settleForward(api, met.id)),
      'forward.UnknownAgreement',
    );
    // What comes next reports with the same keys.
    await Promise.all(feeders.splice(0).map((feeder) => feeder.end()));
  }));

test('tokens a day ahead change hands at the fixed price; what is missing is made good', () =>
  node.showing(async () => {
    const lines = await entries<[string, [number, number]], unknown>(api, 'capacity.lines');
    const [[[address, [, zone]]]] = lines.filter(([[, [product]]]) => product === TOKENS);
    const operator = Object.entries(who).find(([, { address: of }]) => of === address)![0] as Name;
    const created = await does('Alice', createIndex(api, TOKENS, zone));
    const { index } = created.only('index.IndexCreated') as unknown as { index: number };
    const ledger = await Ledger.open(api, who, FEES);
    const { reference } = await read<{ reference: bigint }>(api, 'capacity.markets', TOKENS, zone);
    const { tick } = await read<{ tick: bigint }>(api, 'capacity.products', TOKENS);
    const price = ((reference * 11n) / 10n / tick) * tick;

    // The operator sells forty a day ahead, and issues thirty.
    const first = await hourNow();
    const period = dayOf(await now(api), 2);
    const { start } = spanOf(period);
    const series = { product: TOKENS, zone, period };
    const unit: Unit = { series, operator: who[operator].address };
    const terms: Terms = {
      series,
      quantity: 40,
      price,
      settlement: 'Physical',
      initial: 100,
      maintenance: 60,
      callWindow: 6 * HOUR,
      penalty: 50,
      wait: 0,
      leastHours: 12,
      instalments: false,
    };
    const until = (await now(api)) + HOUR;
    const offered = await does(operator, offer(api, terms, 'Seller', who.Lumen.address, until));
    const { id, margin } = offered.only('forward.Offered') as unknown as {
      id: bigint;
      margin: bigint;
    };
    assert.equal(margin, shareUp(total(price, 40, 24), 100n, 1000n));
    await does('Lumen', acceptOffer(api, id));
    for (const name of ['Lumen', operator] as const) ledger.holds(name, margin);
    await does('Lumen', instruct(api, id, WHERE));
    await does(operator, issue(api, series, 30));
    const { coverRate, bondHeld } = (await unitOf(api, unit))!;
    ledger.holds(operator, bondHeld);
    assert.equal(await failure(api, who.Lumen, commitUnits(api, id, unit, 1)), 'forward.NotSeller');
    await does(operator, commitUnits(api, id, unit, 30));
    assert.equal(await failure(api, who.Bob, settleForward(api, id)), 'forward.NotDue');
    await ledger.check('with units put in');

    // Between the last moment to put units in and the gate, anybody settles.
    const lead = Number(constant('forward', 'gateLead') + constant('forward', 'commitLead'));
    await setTime(api, start - lead + MINUTE);
    assert.equal(
      await failure(api, who[operator], commitUnits(api, id, unit, 1)),
      'forward.CommitLate',
    );
    const delivered = await does('Bob', settleForward(api, id));
    const penalty = shareUp(total(price, 10, 24), 50n, 1000n);
    const told = delivered.only('forward.Delivered');
    assert.deepEqual(
      [told.quantity, told.left, told.fault, told.sellerPenalty, told.buyerPenalty],
      [30, 10, 'Seller', penalty, 0n],
    );
    // Like any primary sale: the cover of what is sold goes into escrow.
    ledger.pays('Lumen', operator, total(price, 30, 24));
    ledger.holds(operator, total(coverRate, 30, 24));
    ledger.forfeits(operator, 'Lumen', penalty);
    ledger.frees('Lumen', margin);
    await ledger.check('after the delivery of units');
    const [nominated] = delivered.all('delivery.Nominated');
    assert.deepEqual(
      [nominated.buyer, nominated.quantity, nominated.instructions],
      [who.Lumen.address, 30, WHERE],
    );

    // A day of tokens was dearer by a tenth than agreed: that is what ten more cost.
    const dear = ((price * 11n) / 10n / tick) * tick;
    const hours = { from: first + 1, to: start / HOUR + 24 };
    while ((await read<{ next: number }>(api, 'index.indexes', index)).next < hours.to) {
      const { next } = await read<{ next: number }>(api, 'index.indexes', index);
      const time = await now(api);
      const count = Math.min(hours.to - next, 40);
      const all = Array.from({ length: count }, (_, n) => next + n);
      const open = all.filter((hour) => hour >= start / HOUR && (hour + 2) * HOUR > time + MINUTE);
      const reports = REPORTERS.map((name, n) =>
        open.map((hour) => {
          const digest = `0x${n.toString(16).padStart(2, '0').repeat(32)}`;
          return { name, call: observe(api, index, hour, dear, 10, digest) };
        }),
      );
      for (const calls of reports) {
        if (calls.length > 0) await does(calls[0].name, batch(calls.map(({ call }) => call)));
      }
      const closes = (next + count) * HOUR + 95 * MINUTE;
      if (closes > time) await setTime(api, closes);
      await does('Bob', batch(all.map(() => closeHour(api, index))));
    }
    const settled = (await does('Bob', settleForward(api, id))).only('forward.Settled');
    const replacement = total(dear - price, 10, 24);
    const rest = margin - penalty;
    const paid = replacement < rest ? replacement : rest;
    assert.deepEqual(
      [settled.outcome, settled.gain, settled.debt],
      [{ Average: null }, replacement, replacement - paid],
    );
    ledger.forfeits(operator, 'Lumen', paid);
    ledger.frees(operator, rest - paid);
    ledger.owes(operator, replacement - paid);
    await ledger.check('after the settlement');
  }));

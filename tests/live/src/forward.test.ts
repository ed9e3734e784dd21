// A month's price fixed ahead, on a live dev chain: hours reported, closed, marked, margin called,
// met and not met, and settled; compared with a second opinion to the last millionth.

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
  createIndex,
  FEES,
  failure,
  HOUR,
  hoursOf,
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
  settleForward,
  spanOf,
  type Terms,
  topUp,
  type Transaction,
  type Value,
} from '@headroom/js';
import { Ledger } from './ledger.ts';
import { Deal, type Side } from './margin.ts';
import { Node } from './node.ts';

const GPU = 0;
const ZONE = 0;
const INDEX = 0;

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

let node: Node;
let api: ApiPromise;
let who: Record<Name, Person>;

before(async () => {
  who = await people();
  node = await Node.start(['--dev']);
  api = await node.connect();
});
after(() => node.stop());

const does = (name: Name, transaction: Transaction): Promise<Receipt> =>
  send(api, who[name], transaction);
const batch = (calls: Transaction[]): Transaction => call(api, 'utility.batchAll', calls);
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

  /** Time goes on to an hour and a half after `until`, and all hours before it have a value. */
  async run(until: number): Promise<void> {
    while (this.next < until) {
      const time = await now(api);
      const count = Math.min(until - this.next, 40);
      const hours = Array.from({ length: count }, (_, n) => this.next + n);
      // What was not reported within an hour after it keeps the price before.
      const open = hours.filter((hour) => (hour + 2) * HOUR - MINUTE > time);
      const reports = REPORTERS.map((name, n) =>
        does(
          name,
          batch(
            open.map((hour) => {
              const digest = `0x${n.toString(16).padStart(2, '0').repeat(32)}`;
              return observe(api, INDEX, hour, this.recorded(hour), 10, digest);
            }),
          ),
        ),
      );
      await Promise.all(reports);
      const closes = (this.next + count) * HOUR + 95 * MINUTE;
      if (closes > time) await setTime(api, closes);
      await does('Bob', batch(hours.map(() => closeHour(api, INDEX))));
      for (const hour of hours) {
        if (open.includes(hour)) this.last = this.recorded(hour);
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
  }));

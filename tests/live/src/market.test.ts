// The market on a live dev chain: every account's cash and units, to the last millionth.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  accept,
  advance,
  answer,
  type ApiPromise,
  call,
  cancelOrder,
  childrenOf,
  DAY,
  dayOf,
  type DeliveryId,
  entries,
  expire,
  failure,
  FEES,
  HOUR,
  holdingOf,
  hourOf,
  hoursOf,
  issue,
  join,
  MINUTE,
  monthOf,
  type Name,
  nominate,
  now,
  object,
  type OrderId,
  pass,
  people,
  type Person,
  placeOrder,
  read,
  type Receipt,
  removeExpired,
  report,
  resolve,
  send,
  type Series,
  setTime,
  settle,
  shareUp,
  spanOf,
  split,
  total,
  transfer,
  type Transaction,
  type Unit,
  unitOf,
} from '@headroom/js';
import { Ledger } from './ledger.ts';
import { Node } from './node.ts';

const GPU = 0;
const TOKENS = 1;
const WHERE = `0x${'5e'.repeat(32)}`;

let node: Node;
let api: ApiPromise;
let who: Record<Name, Person>;
let ledger: Ledger;

/** A constant of the chain. */
const constant = (pallet: string, name: string) => BigInt(String(api.consts[pallet][name]));

const does = (name: Name, transaction: Transaction): Promise<Receipt> =>
  send(api, who[name], transaction);
const fails = (name: Name, transaction: Transaction): Promise<string> =>
  failure(api, who[name], transaction);

/** An order's id, of the one that a receipt tells of. */
const idIn = (receipt: Receipt): OrderId =>
  (receipt.only('spot.OrderPlaced') as unknown as { id: OrderId }).id;

/** Rates that a unit issued now has, per unit and hour. */
async function rates({
  product,
  zone: in_,
}: Series): Promise<{ cover: bigint; bond: bigint; reference: bigint }> {
  const { reference } = await read<{ reference: bigint }>(api, 'capacity.markets', product, in_);
  return {
    cover: shareUp(reference, constant('capacity', 'coverShare'), 1000n),
    bond: shareUp(reference, constant('capacity', 'bondShare'), 1000n),
    reference,
  };
}

/** The taker's fee on everything that one order fills. */
const takerFee = (value: bigint) => shareUp(value, constant('spot', 'takerFee'), 10_000n);

/** What a buyer gets for `lost` thousandths of a unit-hour beside the cover of them. */
function damages(lost: bigint, rate: { cover: bigint; reference: bigint }): bigint {
  const penalty = shareUp(rate.reference, constant('delivery', 'penaltyShare'), 1000n);
  const replacement = rate.reference > rate.cover ? rate.reference - rate.cover : 0n;
  return shareUp((penalty + replacement) * lost, 1n, 1000n);
}

/** What an objection to `disputed` thousandths of a unit-hour costs its loser. */
function stakeOf(disputed: bigint, cover: bigint): bigint {
  const value = shareUp(cover, disputed, 1000n);
  const share = shareUp(value, constant('delivery', 'stakeShare'), 1000n);
  const least = constant('delivery', 'minStake');
  return share > least ? share : least;
}

/**
 * Sets the clock to after a deadline that is `ms` away. The jump is a gap in the chain's time, by
 * which it extends the deadlines in it; so the grace period passes as well, and that of the jump over
 * it.
 */
async function outlast(ms: bigint): Promise<void> {
  await advance(api, Number(ms) + MINUTE);
  for (let gap = 0; gap < 2; gap += 1) {
    await advance(api, Number(constant('delivery', 'grace')) + MINUTE);
  }
}

/** Where an operator is attested for a product at genesis. */
async function lineOf(product: number): Promise<{ operator: Name; zone: number }> {
  const lines = await entries<[string, [number, number]], unknown>(api, 'capacity.lines');
  for (const [[address, [attested, zone]]] of lines) {
    const found = Object.entries(who).find(([, person]) => person.address === address);
    if (found !== undefined && attested === product) return { operator: found[0] as Name, zone };
  }
  throw new Error(`nobody is attested for product ${product}`);
}

/** `thousandths` of a price, on the product's tick. */
async function near(product: number, price: bigint, thousandths: bigint): Promise<bigint> {
  const { tick } = await read<{ tick: bigint }>(api, 'capacity.products', product);
  return ((price * thousandths) / 1000n / tick) * tick;
}

/** What an issuer's ask lacks under the cover of what it sells. */
function lackOf(price: bigint, quantity: number, hours: number, cover: bigint): bigint {
  const lack = total(cover, quantity, hours) - total(price, quantity, hours);
  return lack > 0n ? lack : 0n;
}

/** Buyer and operator settle damages: from the bond of the delivery, the rest as debt. */
function remedies(operator: Name, buyer: Name, amount: bigint, bond: bigint): bigint {
  const fromBond = amount < bond ? amount : bond;
  ledger.forfeits(operator, buyer, fromBond);
  ledger.frees(operator, bond - fromBond);
  ledger.owes(operator, amount - fromBond);
  return amount - fromBond;
}

before(async () => {
  who = await people();
  node = await Node.start(['--dev']);
  api = await node.connect();
  // The figures below have no fees of makers in them.
  assert.equal(constant('spot', 'makerFee'), 0n);
});
after(() => node.stop());
beforeEach(async () => {
  ledger = await Ledger.open(api, who, FEES);
});

const free = async (name: Name, unit: Unit) => (await holdingOf(api, who[name].address, unit)).free;
/** A delivery by its unit and its place among the unit's nominations. */
const delivery = (unit: Unit, index: number): DeliveryId => ({ unit, index });

test('GPU-hours: listed, bought, resold, nominated, metered, disputed, made whole', () =>
  node.showing(async () => {
    const { operator, zone } = await lineOf(GPU);
    const series: Series = { product: GPU, zone, period: hourOf(await now(api), 4) };
    const unit: Unit = { series, operator: who[operator].address };
    const { start, end } = spanOf(series.period);
    const rate = await rates(series);
    const [low, lower, middle, high] = await Promise.all(
      [400n, 950n, 1050n, 1100n].map((share) => near(GPU, rate.reference, share)),
    );
    const ask = (price: bigint, quantity: number) =>
      placeOrder(api, { series, side: { Ask: { operator: unit.operator } }, price, quantity });

    // The operator lists, part of it under what the cover takes.
    await does(operator, issue(api, series, 12));
    ledger.holds(operator, total(rate.bond, 12, 1));
    await does(operator, ask(low, 2));
    ledger.holds(operator, lackOf(low, 2, 1, rate.cover));
    await does(operator, ask(middle, 6));
    const last = idIn(await does(operator, ask(high, 4)));
    await ledger.check('after listing');

    // A buyer takes two orders whole and one in part.
    const purchase = await does(
      'Lumen',
      placeOrder(api, { series, side: 'Bid', price: high, quantity: 9 }),
    );
    assert.deepEqual(
      purchase.all('spot.Filled').map(({ price, quantity }) => [price, quantity]),
      [
        [low, 2],
        [middle, 6],
        [high, 1],
      ],
    );
    const value = total(low, 2, 1) + total(middle, 6, 1) + total(high, 1, 1);
    ledger.pays('Lumen', operator, value);
    ledger.pays('Lumen', 'fees', takerFee(value));
    ledger.frees(operator, lackOf(low, 2, 1, rate.cover));
    ledger.holds(operator, total(rate.cover, 9, 1));
    await ledger.check('after the purchase');

    // Another bids, and the first sells on to that bid.
    const resting = idIn(
      await does('Parallax', placeOrder(api, { series, side: 'Bid', price: lower, quantity: 5 })),
    );
    ledger.holds('Parallax', total(lower, 5, 1));
    await ledger.check('with a bid that rests');
    await does(
      'Lumen',
      placeOrder(api, {
        series,
        side: { Ask: { operator: unit.operator } },
        price: lower,
        quantity: 2,
        timeInForce: 'ImmediateOrCancel',
      }),
    );
    ledger.forfeits('Parallax', 'Lumen', total(lower, 2, 1));
    ledger.pays('Lumen', 'fees', takerFee(total(lower, 2, 1)));
    await ledger.check('after the resale');
    assert.equal(await fails('Lumen', cancelOrder(api, resting)), 'spot.NotYourOrder');
    await does('Parallax', cancelOrder(api, resting));
    ledger.frees('Parallax', total(lower, 3, 1));
    await ledger.check('after cancelling');

    await does('Lumen', transfer(api, unit, who.Parallax.address, 1));
    assert.deepEqual([await free('Lumen', unit), await free('Parallax', unit)], [6, 3]);
    const record = await unitOf(api, unit);
    assert.ok(record !== null);
    assert.deepEqual(
      [record.supply, record.own, record.ownInOrders, record.nominated],
      [12, 0, 3, 0],
    );
    assert.equal(record.coverHeld, total(rate.cover, 9, 1));
    assert.equal(record.bondHeld, total(rate.bond, 12, 1));
    await ledger.check('after giving one away');

    // Both say where to deliver; the first keeps one unit back, and forgets it.
    await does('Lumen', nominate(api, unit, 5, WHERE));
    await does('Parallax', nominate(api, unit, 3, WHERE));
    assert.equal(
      await fails('Lumen', nominate(api, unit, 2, WHERE)),
      'capacity.InsufficientUnits',
      'one is left',
    );
    const [full, short] = [delivery(unit, 0), delivery(unit, 1)];

    await pass(api, start - HOUR + MINUTE);
    assert.equal(await fails('Lumen', nominate(api, unit, 1, WHERE)), 'delivery.GateClosed');
    assert.equal(await fails(operator, ask(high, 1)), 'spot.TradingStopped');
    await does('Bob', removeExpired(api, [last]));
    await ledger.check('after the gate');

    await setTime(api, start + 30 * MINUTE);
    assert.equal(
      await fails(operator, report(api, full, { UnitHours: 0n })),
      'delivery.NothingToReport',
      'no hour is over',
    );

    // One delivery is full, and accepted.
    await setTime(api, end + MINUTE);
    assert.equal(
      await fails('Dave', report(api, full, { UnitHours: 5_000n })),
      'delivery.NotOperator',
    );
    assert.equal(
      await fails(operator, report(api, full, { UnitHours: 5_001n })),
      'delivery.BeyondEntitlement',
    );
    await does(operator, report(api, full, { UnitHours: 5_000n }));
    assert.equal(await fails('Parallax', accept(api, full, 5_000n)), 'delivery.NotBuyer');
    assert.equal(await fails('Lumen', accept(api, full, 4_999n)), 'delivery.ReportChanged');
    await does('Lumen', accept(api, full, 5_000n));
    await does('Bob', settle(api, full));
    ledger.frees(operator, total(rate.cover, 5, 1) + total(rate.bond, 5, 1));
    await ledger.check('after a full delivery');

    // The other is disputed: 2.4 of 3 unit-hours, the operator says; 1.5, says the buyer. Each puts
    // up a stake; the arbiter rules in the middle.
    await does(operator, report(api, short, { UnitHours: 2_400n }));
    const stake = stakeOf(900n, rate.cover);
    await does('Parallax', object(api, short, 2_400n, 1_500n));
    ledger.holds('Parallax', stake);
    await ledger.check('with an objection');
    assert.equal(
      await fails('Arbiter', resolve(api, short, 1_950n)),
      'delivery.NotAnswered',
      'the operator has not answered',
    );
    await does(operator, answer(api, short));
    ledger.holds(operator, stake);
    await ledger.check('with an answer');
    assert.equal(await fails('Lumen', resolve(api, short, 1_950n)), 'BadOrigin');
    await does('Arbiter', resolve(api, short, 1_950n));
    ledger.frees('Parallax', stake);
    ledger.frees(operator, stake);
    ledger.pays('Parallax', operator, stake / 2n);
    ledger.pays(operator, 'Parallax', stake / 2n);
    await does('Bob', settle(api, short));
    const delivered = (rate.cover * 1_950n) / 1_000n;
    ledger.frees(operator, delivered);
    ledger.forfeits(operator, 'Parallax', total(rate.cover, 3, 1) - delivered);
    const debt = remedies(operator, 'Parallax', damages(1_050n, rate), total(rate.bond, 3, 1));
    assert.equal(debt, 0n);
    await ledger.check('after the shortfall');

    // What nobody nominated ends, and nothing of the unit is left.
    await does('Bob', expire(api, unit));
    ledger.frees(operator, total(rate.cover, 1, 1) + total(rate.bond, 4, 1));
    await ledger.check('at the end');
    assert.equal(await unitOf(api, unit), null);
    await does(
      'Bob',
      call(api, 'capacity.sweep', [{ Holding: { owner: who.Lumen.address, unit } }]),
    );
    assert.equal(await free('Lumen', unit), 0);
  }));

test('tokens: bought in parts, resold, metered by raw counts, disputed, and nothing delivered', () =>
  node.showing(async () => {
    const { operator, zone } = await lineOf(TOKENS);
    const series: Series = { product: TOKENS, zone, period: dayOf(await now(api), 2) };
    const unit: Unit = { series, operator: who[operator].address };
    const { start, end } = spanOf(series.period);
    const rate = await rates(series);
    const price = await near(TOKENS, rate.reference, 1030n);
    // So many thousandths of a unit-hour, as a model is used: half input, a tenth output.
    const tokens = (milli: bigint) => {
      const standard = milli * 1_000n;
      return {
        Tokens: {
          input: standard / 2n,
          cached: (standard * 395n) / 1_000n,
          output: standard / 10n,
        },
      };
    };

    await does(operator, issue(api, series, 8));
    ledger.holds(operator, total(rate.bond, 8, 24));
    const side = { Ask: { operator: unit.operator } };
    const asked = idIn(await does(operator, placeOrder(api, { series, side, price, quantity: 8 })));
    ledger.holds(operator, lackOf(price, 8, 24, rate.cover));
    for (const quantity of [3, 2]) {
      await does('Parallax', placeOrder(api, { series, side: 'Bid', price, quantity }));
      const value = total(price, quantity, 24);
      ledger.pays('Parallax', operator, value);
      ledger.pays('Parallax', 'fees', takerFee(value));
      ledger.holds(operator, total(rate.cover, quantity, 24));
      await ledger.check(`after buying ${quantity}`);
    }
    await does('Lumen', placeOrder(api, { series, side: 'Bid', price, quantity: 1 }));
    ledger.pays('Lumen', operator, total(price, 1, 24));
    ledger.pays('Lumen', 'fees', takerFee(total(price, 1, 24)));
    ledger.holds(operator, total(rate.cover, 1, 24));
    ledger.frees(operator, lackOf(price, 6, 24, rate.cover));
    await ledger.check('after buying one more');

    // One is sold on for less: the buyer's bid rests, and the cover stays with the unit.
    const lower = await near(TOKENS, rate.reference, 990n);
    await does('Lumen', placeOrder(api, { series, side: 'Bid', price: lower, quantity: 1 }));
    const resale = { series, side, price: lower, quantity: 1 };
    await does('Parallax', placeOrder(api, { ...resale, timeInForce: 'ImmediateOrCancel' }));
    ledger.pays('Lumen', 'Parallax', total(lower, 1, 24));
    ledger.pays('Parallax', 'fees', takerFee(total(lower, 1, 24)));
    assert.deepEqual([await free('Lumen', unit), await free('Parallax', unit)], [2, 4]);
    await ledger.check('after the resale');

    await does('Parallax', nominate(api, unit, 4, WHERE));
    await does('Lumen', nominate(api, unit, 1, WHERE));
    await does('Lumen', nominate(api, unit, 1, WHERE));
    const [metered, silent, disputed] = [0, 1, 2].map((index) => delivery(unit, index));
    await ledger.check('before the day');

    // Six hours in, all delivered: it is accepted, and paid at once.
    await setTime(api, start + 6 * HOUR + MINUTE);
    assert.equal(
      await fails(operator, report(api, metered, { UnitHours: 1n })),
      'delivery.WrongKind',
    );
    assert.equal(
      await fails(operator, report(api, metered, tokens(24_001n))),
      'delivery.BeyondEntitlement',
    );
    await does(operator, report(api, metered, tokens(24_000n)));
    await does('Parallax', accept(api, metered, 24_000n));
    await does('Bob', settle(api, metered));
    ledger.frees(operator, rate.cover * 24n);
    await ledger.check('after six hours');
    assert.equal(
      await fails(operator, report(api, metered, tokens(24_000n))),
      'delivery.NothingToReport',
    );

    // After the day a sixth is missing. Nobody objects, so it stands when the window is over.
    await setTime(api, end + MINUTE);
    assert.equal(
      await fails(operator, report(api, metered, tokens(23_999n))),
      'delivery.ReadingBackwards',
    );
    await does(operator, report(api, metered, tokens(80_000n)));
    assert.equal(await fails('Bob', settle(api, metered)), 'delivery.NothingDue');

    // Of another the operator says twenty, the buyer ten; the arbiter rules in the middle.
    await does(operator, report(api, disputed, tokens(20_000n)));
    const stake = stakeOf(10_000n, rate.cover);
    await does('Lumen', object(api, disputed, 20_000n, 10_000n));
    await does(operator, answer(api, disputed));
    ledger.holds('Lumen', stake);
    ledger.holds(operator, stake);
    await ledger.check('with an objection and its answer');
    await does('Arbiter', resolve(api, disputed, 15_000n));
    ledger.frees('Lumen', stake);
    ledger.frees(operator, stake);
    // Each was wrong by half; a half of an odd stake is rounded down.
    ledger.pays('Lumen', operator, stake / 2n);
    ledger.pays(operator, 'Lumen', stake / 2n);
    await ledger.check('after the ruling');
    await does('Bob', settle(api, disputed));
    ledger.frees(operator, rate.cover * 15n);
    ledger.forfeits(operator, 'Lumen', rate.cover * 9n);
    remedies(operator, 'Lumen', damages(9_000n, rate), total(rate.bond, 1, 24));
    await ledger.check('after the dispute');

    await outlast(constant('delivery', 'objectionWindow'));
    const late = object(api, metered, 80_000n, 50_000n);
    assert.equal(await fails('Parallax', late), 'delivery.ObjectionLate');
    await does('Bob', settle(api, metered));
    ledger.frees(operator, rate.cover * 56n);
    ledger.forfeits(operator, 'Parallax', rate.cover * 16n);
    remedies(operator, 'Parallax', damages(16_000n, rate), total(rate.bond, 4, 24));
    await ledger.check('after the day');

    // No report at all is a delivery of nothing.
    assert.equal(
      await fails(operator, report(api, silent, tokens(24_000n))),
      'delivery.ReportTooLate',
    );
    await does('Bob', settle(api, silent));
    ledger.forfeits(operator, 'Lumen', total(rate.cover, 1, 24));
    const owed = remedies(operator, 'Lumen', damages(24_000n, rate), total(rate.bond, 1, 24));
    await ledger.check('after no report');

    // A debt keeps the operator from issuing, until it is paid.
    if (owed > 0n) {
      const next: Series = { ...series, period: dayOf(await now(api), 2) };
      assert.equal(await fails(operator, issue(api, next, 1)), 'capacity.InDebt');
      const { address } = who[operator];
      await does('Bob', call(api, 'cash.payClaim', address, who.Lumen.address, owed));
      ledger.pays(operator, 'Lumen', owed);
      ledger.owes(operator, -owed);
      await ledger.check('after paying the debt');
    }

    await does('Bob', removeExpired(api, [asked]));
    ledger.frees(operator, lackOf(price, 2, 24, rate.cover));
    await does('Bob', expire(api, unit));
    ledger.frees(operator, total(rate.bond, 2, 24));
    await ledger.check('at the end');
    assert.equal(await unitOf(api, unit), null);
  }));

test('a month is split into days, sold, delivered and paid day by day', () =>
  node.showing(async () => {
    const { operator, zone } = await lineOf(GPU);
    const period = monthOf(await now(api), 1);
    const series: Series = { product: GPU, zone, period };
    const unit: Unit = { series, operator: who[operator].address };
    const { start, end } = spanOf(period);
    const hours = hoursOf(period);
    const days = childrenOf(period).map((day) => ({ ...unit, series: { ...series, period: day } }));
    const rate = await rates(series);
    const price = await near(GPU, rate.reference, 1010n);
    const side = { Ask: { operator: unit.operator } };

    await does(operator, issue(api, series, 2));
    ledger.holds(operator, total(rate.bond, 2, hours));
    await does(operator, placeOrder(api, { series, side, price, quantity: 2 }));
    await does('Lumen', placeOrder(api, { series, side: 'Bid', price, quantity: 2 }));
    const value = total(price, 2, hours);
    ledger.pays('Lumen', operator, value);
    ledger.pays('Lumen', 'fees', takerFee(value));
    ledger.holds(operator, total(rate.cover, 2, hours));
    await ledger.check('after buying two months');

    // Cover and bond go along, to the last millionth, and no cash moves.
    assert.equal(await fails('Parallax', split(api, unit, 1)), 'capacity.InsufficientUnits');
    await does('Lumen', split(api, unit, 1));
    await ledger.check('after the split');
    const month = await unitOf(api, unit);
    assert.deepEqual(
      [month?.supply, month?.coverHeld, month?.bondHeld],
      [1, total(rate.cover, 1, hours), total(rate.bond, 1, hours)],
    );
    for (const day of days) {
      const record = await unitOf(api, day);
      assert.deepEqual(
        [record?.supply, record?.coverHeld, record?.bondHeld],
        [1, total(rate.cover, 1, 24), total(rate.bond, 1, 24)],
      );
      assert.equal(await free('Lumen', day), 1);
    }

    // One day is sold on, so the set is not complete any more.
    const [first, second, third] = days;
    await does('Lumen', placeOrder(api, { series: third.series, side, price, quantity: 1 }));
    await does(
      'Parallax',
      placeOrder(api, { series: third.series, side: 'Bid', price, quantity: 1 }),
    );
    ledger.pays('Parallax', 'Lumen', total(price, 1, 24));
    ledger.pays('Parallax', 'fees', takerFee(total(price, 1, 24)));
    await ledger.check('after selling a day');
    assert.equal(await fails('Lumen', join(api, unit, 1)), 'capacity.IncompleteSet');

    await does('Lumen', nominate(api, unit, 1, WHERE));
    await does('Lumen', nominate(api, first, 1, WHERE));
    await does('Parallax', nominate(api, third, 1, WHERE));

    // The month's other unit is paid by whole days, the day's by hours.
    await setTime(api, start + DAY + 13 * HOUR);
    assert.equal(
      await fails(operator, report(api, delivery(unit, 0), { UnitHours: 25_000n })),
      'delivery.BeyondEntitlement',
      'a day of the month is over, not a day and an hour',
    );
    for (const from of [unit, first]) {
      await does(operator, report(api, delivery(from, 0), { UnitHours: 24_000n }));
      await does('Lumen', accept(api, delivery(from, 0), 24_000n));
      await does('Bob', settle(api, delivery(from, 0)));
    }
    ledger.frees(operator, total(rate.cover, 2, 24) + total(rate.bond, 1, 24));
    await ledger.check('after the first day');
    assert.equal(await unitOf(api, first), null);

    // The third day falls short by a quarter; the month goes on.
    await setTime(api, start + 3 * DAY + MINUTE);
    await does(operator, report(api, delivery(third, 0), { UnitHours: 18_000n }));
    await does('Parallax', accept(api, delivery(third, 0), 18_000n));
    await does('Bob', settle(api, delivery(third, 0)));
    ledger.frees(operator, rate.cover * 18n);
    ledger.forfeits(operator, 'Parallax', rate.cover * 6n);
    const owed = remedies(operator, 'Parallax', damages(6_000n, rate), total(rate.bond, 1, 24));
    assert.equal(owed, 0n);
    await ledger.check('after the third day');

    await setTime(api, end + MINUTE);
    const all = BigInt(hours) * 1_000n;
    await does(operator, report(api, delivery(unit, 0), { UnitHours: all }));
    await does('Lumen', accept(api, delivery(unit, 0), all));
    await does('Bob', settle(api, delivery(unit, 0)));
    ledger.frees(operator, rate.cover * BigInt(hours - 24) + total(rate.bond, 1, hours));
    await ledger.check('after the month');
    assert.equal(await unitOf(api, unit), null);

    // The days that were not nominated end, and their operator is paid.
    const left = days.filter((day) => day !== first && day !== third);
    assert.ok(left.includes(second));
    for (const day of left) await does('Bob', expire(api, day));
    ledger.frees(operator, total(rate.cover + rate.bond, left.length, 24));
    await ledger.check('at the end');
  }));

describe('what the market refuses', () => {
  test('names its cause', () =>
    node.showing(async () => {
      const { operator, zone } = await lineOf(GPU);
      const time = await now(api);
      const series: Series = { product: GPU, zone, period: hourOf(time, 5) };
      const { tick } = await read<{ tick: bigint }>(api, 'capacity.products', GPU);
      const price = await near(GPU, (await rates(series)).reference, 1000n);
      const bid = { series, side: 'Bid' as const, price, quantity: 4 };

      assert.equal(await fails('Lumen', issue(api, series, 1)), 'capacity.NotOperator');
      assert.equal(await fails(operator, issue(api, series, 0)), 'capacity.ZeroQuantity');
      assert.equal(
        await fails(operator, issue(api, series, 1_000_000)),
        'capacity.ExceedsAttested',
      );
      assert.equal(
        await fails(operator, issue(api, { ...series, period: hourOf(time) }, 1)),
        'capacity.PeriodBegun',
      );
      assert.equal(
        await fails(operator, issue(api, { ...series, product: 99 }, 1)),
        'capacity.UnknownProduct',
      );
      if (tick > 1n) {
        const off = placeOrder(api, { ...bid, price: price + 1n });
        assert.equal(await fails('Lumen', off), 'spot.PriceNotOnTick');
      }
      assert.equal(
        await fails('Lumen', placeOrder(api, { ...bid, quantity: 0 })),
        'spot.ZeroQuantity',
      );
      assert.equal(
        await fails('Lumen', placeOrder(api, { ...bid, timeInForce: 'FillOrKill' })),
        'spot.NotFilled',
      );
      assert.equal(
        await fails('Lumen', placeOrder(api, { ...bid, quantity: 4_000_000_000 })),
        'spot.InsufficientCash',
      );
      assert.equal(
        await fails('Lumen', placeOrder(api, { ...bid, series: { ...series, zone: 99 } })),
        'spot.UnknownMarket',
      );
      assert.equal(await fails('Lumen', call(api, 'cash.withdraw', 0)), 'cash.ZeroAmount');
      assert.equal(
        await fails('Lumen', call(api, 'capacity.pauseMarket', GPU, zone, true)),
        'BadOrigin',
      );
      await ledger.check('after nothing but refusals');
    }));
});

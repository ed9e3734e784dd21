// Trading in the page: from the ticket to the fill, between two people at two browsers; and what is wrong
// with an order is said before anybody signs it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  call,
  cash,
  cashOf,
  hoursOf,
  issue,
  type Name,
  type Series,
  shareUp,
  showCash,
  total,
} from '@headroom/js';
import type { Desk } from './desk.ts';
import { Stage } from './stage.ts';
import { addressOf, bids, dayAhead, lists, ZONE } from './story.ts';

let stage: Stage;

before(async () => {
  stage = await Stage.open({ history: true });
});
after(() => stage.close());

const chainCash = (name: Name) => cashOf(stage.api, stage.who[name].address);

/** What the head of the page says that somebody has is what the chain says. */
async function sameCash(desk: Desk, name: Name): Promise<void> {
  const { free } = await chainCash(name);
  await desk.head.getByTitle(showCash(free), { exact: true }).waitFor();
}

test('from ticket to fill', () =>
  stage.showing(async () => {
    const { api } = stage;
    const series = await dayAhead(stage);
    await stage.does('Helios', issue(api, series, 10));
    const seller = await stage.desk();
    await seller.open(addressOf(series));
    await seller.as('Helios');
    const buyer = await stage.desk();
    await buyer.open(addressOf(series));
    await buyer.as('Lumen');

    // One offers: nothing is filled, and what is not covered by the price is put up.
    await seller.fill({ side: 'Sell', price: '2.5', quantity: '6' });
    await seller.order('Sell 6');
    assert.match(await seller.confirm('Sell 6'), /6 rest in the book/);
    await seller.dismiss();

    // The other sees it, and takes a part of it.
    const asks = buyer.panel('Book').getByRole('group', { name: 'Asks' });
    await asks.getByRole('button', { name: /2\.500/ }).click();
    await buyer.has('Quantity', '6');
    await buyer.fill({ quantity: '4' });
    const before = { buyer: await chainCash('Lumen'), seller: await chainCash('Helios') };
    await buyer.order('Buy 4');

    const value = total(cash('2.5'), 4, hoursOf(series.period));
    const fee = shareUp(value, BigInt(String(api.consts.spot.takerFee)), 10_000n);
    const left = before.buyer.free - value - fee;
    assert.equal(value, cash(240));
    const told = await buyer.lines();
    assert.equal(told.get('Free cash now'), amount(before.buyer.free));
    assert.equal(told.get('Paid for 4'), `−${amount(value)}`);
    assert.equal(told.get('Taker’s fee'), `−${amount(fee)}`);
    assert.equal(told.get('Free cash after'), amount(left));

    assert.match(await buyer.confirm('Buy 4'), /4 at 2\.500, units of helios/i);
    assert.equal((await buyer.lines()).get('Free cash'), amount(left));
    await buyer.dismiss();
    assert.deepEqual(await chainCash('Lumen'), { ...before.buyer, free: left });
    await sameCash(buyer, 'Lumen');
    await sameCash(seller, 'Helios');
    const { free, held } = await chainCash('Helios');
    const { free: had, held: kept } = before.seller;
    assert.equal(free + held, had + kept + value, 'the seller has what was paid');

    // Both see what is left, and what was traded.
    for (const desk of [seller, buyer]) {
      const row = desk.panel('Trades').getByRole('row', { name: /2\.500 4 Helios → Lumen/ });
      await row.waitFor();
      const rung = desk.panel('Book').getByRole('button', { name: /2\.500/ });
      await rung.getByText('2', { exact: true }).first().waitFor();
    }

    // It is in the history: the page loaded anew shows it.
    await buyer.page.reload();
    await buyer.connected();
    await buyer
      .panel('Trades')
      .getByRole('row', { name: /2\.500 4/ })
      .waitFor();
    await buyer
      .panel('Price')
      .getByRole('img', { name: /Candles/ })
      .waitFor();

    // What still stands is cancelled, in the page as well.
    const own = seller.panel('Your orders here');
    await own.getByRole('button', { name: 'Cancel' }).click();
    assert.match(await seller.confirm('Cancel the order'), /2 cancelled/);
    await seller.dismiss();
    await own.getByText('You have no open orders here').waitFor();
  }));

/** As the page shows an amount: two decimals, or as many as there are. */
function amount(millionths: bigint): string {
  const [whole, fraction] = showCash(millionths).split('.');
  return `${whole}.${fraction.replace(/0{1,4}$/, '')}`;
}

describe('what is wrong is said before anybody signs', () => {
  let desk: Desk;
  let whole: Series;
  let lots: Series;

  before(async () => {
    whole = await dayAhead(stage, 6);
    // Both products of the preset are traded by the unit; this one is by the server.
    const server = {
      model: 'H200',
      memoryGib: 141,
      fabric: 'NVLink',
      hostCpus: 24,
      hostMemoryGib: 224,
    };
    const create = call(
      stage.api,
      'capacity.createProduct',
      'h200-server',
      { GpuHours: server },
      1_000,
      8,
      2,
    );
    const created = (await stage.does('Alice', create)).only('capacity.ProductCreated');
    const product = created.product as number;
    await stage.does('Alice', call(stage.api, 'capacity.openMarket', product, ZONE, cash('3')));
    lots = { ...whole, product };
    await lists(stage, 'Helios', whole, [['2.5', 10]]);
    await bids(stage, 'Parallax', whole, '2.2', 4);
    desk = await stage.desk();
    await desk.open(addressOf(whole));
    await desk.as('Dave');
  });

  const CASES = [
    ['off tick', () => whole, '2.3456', '1', 'The price is not a multiple of the tick, 0.001'],
    ['off lot', () => lots, '3.000', '12', 'The quantity is not a multiple of the lot, 8'],
    ['no number', () => whole, '2,5 or so', '1', 'Write a price with at most six decimals'],
    ['a part of a unit', () => whole, '2.5', '1.5', 'Write a whole number of units'],
    ['too much cash', () => whole, '2.4', '200000', 'There is not enough free cash'],
    ['too little', () => whole, '0.001', '1', 'An order is worth at least'],
  ] as const;
  for (const [what, series, price, quantity, said] of CASES) {
    test(what, () => refused(series(), price, quantity, said, 'Buy'));
  }
  test('units that are not there', () =>
    refused(whole, '2.5', '1', 'There are not enough free units of this operator', 'Sell'));

  test('and what is right can be ordered', async () => {
    await desk.go(addressOf(whole));
    await desk.fill({ side: 'Buy', price: '2.4', quantity: '1' });
    await desk.order('Buy 1');
    await desk.page.keyboard.press('Escape');
    await desk.dialog().waitFor({ state: 'detached' });
  });

  /** It is said what is wrong, there is nothing to press, and nothing comes to the chain. */
  async function refused(
    series: Series,
    price: string,
    quantity: string,
    said: string,
    side: 'Buy' | 'Sell',
  ): Promise<void> {
    const nonce = async () =>
      Number(await stage.api.rpc.system.accountNextIndex(stage.who.Dave.address));
    const sent = await nonce();
    await desk.go(addressOf(series));
    await desk.fill({ side, price, quantity });
    await desk.panel('Order').getByText(said).first().waitFor();
    const button = desk.panel('Order').locator('button[type=submit]');
    assert.ok(await button.isDisabled(), 'there is nothing to press');
    await desk.field('Quantity').press('Enter');
    assert.equal(await desk.dialog().count(), 0, 'nothing is proposed');
    assert.equal(await nonce(), sent, 'nothing was sent');
  }
});

test('without history the page still trades, and has it again when it is back', () =>
  stage.showing(async () => {
    const history = stage.history!;
    const series = await dayAhead(stage, 7);
    await lists(stage, 'Helios', series, [['2.5', 8]]);
    await bids(stage, 'Parallax', series, '2.5', 3);
    // In a block that is not the last one: of that the page reads the events itself.
    await bids(stage, 'Parallax', series, '2.2', 1);
    await history.down();
    const desk = await stage.desk();
    await desk.open(addressOf(series));
    await desk.page.getByText('History cannot be reached').waitFor();
    await desk.as('Lumen');
    await desk.fill({ side: 'Buy', price: '2.5', quantity: '2' });
    await desk.order('Buy 2');
    assert.match(await desk.confirm('Buy 2'), /2 at 2\.500/);
    await desk.dismiss();
    const trades = desk.panel('Trades');
    await trades.getByRole('row', { name: /2\.500 2 Helios → Lumen/ }).waitFor();
    assert.equal(await trades.getByRole('row', { name: /Parallax/ }).count(), 0);

    await history.up();
    await trades.getByRole('row', { name: /2\.500 3 Helios → Parallax/ }).waitFor();
    await desk.page.getByText('History cannot be reached').waitFor({ state: 'detached' });
    assert.equal(await trades.getByRole('row', { name: /Lumen/ }).count(), 1, 'told once');
  }));

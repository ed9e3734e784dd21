// What is done on the pages of what is one's own: an operator issues, and a margin call is seen and met.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type Agreement,
  callMargin,
  cashOf,
  hoursOf,
  mark,
  read,
  shareUp,
  showCash,
  total,
  unitOf,
} from '@headroom/js';
import { Stage } from './stage.ts';
import { agreed, dayAhead, GPU, PRODUCT_NAME, written, ZONE, ZONE_NAME } from './story.ts';

let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

test('an operator issues units', () =>
  stage.showing(async () => {
    const { api, who } = stage;
    const series = await dayAhead(stage, 3);
    const unit = { series, operator: who.Helios.address };
    const supply = (await unitOf(api, unit))?.supply ?? 0;
    const before = await cashOf(api, unit.operator);
    const desk = await stage.desk();
    await desk.open('#/operator?show=issue');
    await desk.as('Helios');
    await desk.panel('What can still be issued').getByRole('button', { name: 'Issue' }).click();
    await desk.field('Period').fill(written(series.period));
    await desk.field('Units').fill('12');
    await desk.press('Review');

    const { reference } = await read<{ reference: bigint }>(api, 'capacity.markets', GPU, ZONE);
    const share = BigInt(String(api.consts.capacity.bondShare));
    const bond = total(shareUp(reference, share, 1_000n), 12, hoursOf(series.period));
    const told = await desk.lines();
    assert.equal(told.get('Bond held'), `−${shown(bond)}`);
    assert.equal(told.get('Free cash after'), shown(before.free - bond));
    const title = `Issue 12 of ${PRODUCT_NAME}/${ZONE_NAME}/${written(series.period)}`;
    await desk.dialog(title).waitFor();
    assert.match(await desk.confirm('Issue'), /Done/);
    await desk.dismiss();
    assert.equal((await unitOf(api, unit))!.supply, supply + 12);
    const { free, held } = await cashOf(api, unit.operator);
    assert.deepEqual([free, held], [before.free - bond, before.held + bond]);
    await desk.go('#/operator?show=units');
    await desk.panel('Units issued').getByText(written(series.period)).waitFor();
  }));

test('a margin call is seen, and met', () =>
  stage.showing(async () => {
    const { api, who } = stage;
    const { id, level } = await agreed(stage);
    const desk = await stage.desk();
    await desk.open('#/mine?show=forwards');
    await desk.as('Helios');
    await desk.panel('Wanted of you').getByText('Nothing is wanted now').waitFor();

    await stage.does('Bob', mark(api, id));
    const called = (await stage.does('Bob', callMargin(api, id))).only('forward.MarginCalled');
    assert.equal(called.side, 'Seller');
    const { seller } = await read<Agreement>(api, 'forward.agreements', id);
    const missing = seller.call!.level - seller.margin;
    assert.ok(missing > 0n && seller.call!.level <= level);

    // It is there by itself, with what is missing and until when.
    const wanted = `Margin call on agreement ${id}: ${shown(missing)} missing`;
    await desk.panel('Wanted of you').getByRole('link', { name: wanted }).waitFor();
    const deadline = new Date(Number(seller.call!.deadline)).toISOString();
    const own = desk.panel('Forward agreements');
    await own.getByText('Margin call.').waitFor();
    await own.getByText(`until ${deadline.slice(0, 16).replace('T', ' ')} UTC`).waitFor();

    // What is missing is filled in, and its answer to the call is told before it is signed.
    const before = await cashOf(api, who.Helios.address);
    await own.getByRole('button', { name: 'Top up' }).first().click();
    await desk.has('Amount', shown(missing));
    await desk.press('Review');
    await desk.dialog().getByText('That answers the margin call.').waitFor();
    assert.equal((await desk.lines()).get('Into the margin'), `−${shown(missing)}`);
    assert.match(await desk.confirm('Top up'), /The margin call is lifted/);
    await desk.dismiss();

    await desk.panel('Wanted of you').getByText('Nothing is wanted now').waitFor();
    assert.equal(await own.getByText('Margin call.').count(), 0);
    const met = await read<Agreement>(api, 'forward.agreements', id);
    assert.deepEqual([met.seller.call, met.seller.margin], [null, seller.call!.level]);
    assert.equal((await cashOf(api, who.Helios.address)).free, before.free - missing);
  }));

/** As the page shows an amount: two decimals, or as many as there are. */
function shown(millionths: bigint): string {
  const [whole, fraction] = showCash(millionths).split('.');
  return `${whole}.${fraction.replace(/0{1,4}$/, '')}`;
}

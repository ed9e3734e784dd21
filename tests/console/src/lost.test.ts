// The node is killed under the page, and comes back: the page says so, keeps what it shows, and goes on
// by itself.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stage } from './stage.ts';
import { bids, dayAhead, lists, written } from './story.ts';

let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

test('a node that is lost and found again', () =>
  stage.showing(async () => {
    const series = await dayAhead(stage);
    await lists(stage, 'Helios', series, [['2.5', 8]]);
    const desk = await stage.desk();
    const { page } = desk;
    await desk.open('#/market');
    const tile = page.getByRole('link', { name: written(series.period) }).first();
    await tile.getByText('2.500').waitFor();
    await page.evaluate(() => {
      document.body.dataset['kept'] = 'yes';
    });

    await stage.kill();
    await page.getByRole('status').getByText('Node lost, trying again').waitFor();
    assert.match(await tile.innerText(), /2\.500/, 'what was shown stays');

    await stage.again();
    await desk.connected();
    await bids(stage, 'Lumen', series, '2.345', 4);
    await tile.getByText('2.345').waitFor();
    assert.match(await tile.innerText(), /2\.500/);
    const kept = await page.evaluate(() => document.body.dataset['kept']);
    assert.equal(kept, 'yes', 'the page was not loaded anew');
  }));

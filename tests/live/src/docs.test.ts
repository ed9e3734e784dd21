// The code in docs/ runs as pasted. docs/operators.md and docs/buyers.md are the two sides of one
// story on one chain.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, entries, people } from '@headroom/js';
import { Node } from './node.ts';
import { run } from './snippets.ts';

test('the code of the docs runs as pasted, and leaves nothing undone', async () => {
  const node = await Node.start(['--dev']);
  try {
    await node.showing(async () => {
      const [, bought] = await run(['operators.md', 'buyers.md'], node.endpoint);
      assert.match(bought, /of \d+ attested \d+ are issued/);
      // The operator says nine tenths, the buyer four fifths of that, and the arbiter the middle.
      assert.match(bought, /delivered 3240, lost 760 thousandths of a unit-hour/);
      const api = await node.connect();
      // The capacity index has it, in thousandths of a unit.
      const [, hour] = /buying .*"Hour":(\d+)/.exec(bought)!;
      const [there] = await ask<{ delivered: bigint; failed: bigint }[]>(
        api,
        'indexApi.capacity',
        0,
        1,
        Number(hour),
        1,
      );
      assert.deepEqual([there.delivered, there.failed], [3240n, 760n]);
      const { Dave } = await people();
      const units = await entries<[string, unknown], unknown>(api, 'capacity.units');
      assert.deepEqual(
        units.filter(([[operator]]) => operator === Dave.address),
        [],
      );
      assert.deepEqual(await entries(api, 'delivery.deliveries'), []);
      assert.deepEqual(await entries(api, 'spot.orders'), []);

      const [hedged] = await run(['hedging.md'], node.endpoint);
      assert.match(hedged, /offer 0 holds 9999\.360000/);
      assert.match(hedged, /mark 2\.100000, maintenance 5999\.616000 and 5999\.616000/);

      const [reporting] = await run(['reporters.md'], node.endpoint);
      assert.match(reporting, /^5\w+ reports behind 10000\.000000$/m);
    });
  } finally {
    await node.stop();
  }
});

// The code in docs/operators.md and docs/buyers.md runs as pasted: they are the two sides of one
// story on one chain.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries, people } from '@headroom/js';
import { Node } from './node.ts';
import { type Step, tell } from './snippets.ts';

const operators = (heading: string): Step => ['operators.md', heading];
const buyers = (heading: string): Step => ['buyers.md', heading];

const STORY: readonly Step[] = [
  operators('Connect'),
  operators('Register'),
  operators('Be attested'),
  operators('Issue'),
  operators('List'),
  buyers('Connect'),
  buyers('Have cash'),
  buyers('See what is on offer'),
  buyers('Buy'),
  buyers("Sell on what you don't need"),
  buyers('Say where to deliver'),
  operators('See what is to be delivered'),
  buyers('Use it'),
  operators('Report'),
  buyers('Look at what was delivered'),
  operators('Answer an objection'),
  buyers('Be ruled for, or against'),
  buyers('Be made whole'),
  operators('Be paid'),
  operators('Different keys for different work'),
];

test('the code of the docs runs as pasted, and leaves nothing undone', async () => {
  const node = await Node.start(['--dev']);
  try {
    await node.showing(async () => {
      await tell(STORY, node.endpoint);
      const api = await node.connect();
      const { Cumulus } = await people();
      const units = await entries<[string, unknown], unknown>(api, 'capacity.units');
      assert.deepEqual(
        units.filter(([[operator]]) => operator === Cumulus.address),
        [],
      );
      assert.deepEqual(await entries(api, 'delivery.deliveries'), []);
      assert.deepEqual(await entries(api, 'spot.orders'), []);
    });
  } finally {
    await node.stop();
  }
});

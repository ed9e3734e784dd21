// An extension of the browser that holds a key signs; and it can say no.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, cash, cashOf, type Person, send } from '@headroom/js';
import type { Desk } from './desk.ts';
import { Stage } from './stage.ts';
import { addressOf, dayAhead, lists } from './story.ts';

let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** What extensions put into a page. Runs in the page, before anything of it. */
function inject(address: string): void {
  const list = [{ address, name: 'Desk key' }];
  const bridge = globalThis as unknown as {
    signInWallet: (payload: object) => Promise<string | null>;
  };
  let id = 0;
  const enable = () =>
    Promise.resolve({
      accounts: {
        get: () => Promise.resolve(list),
        subscribe: (tell: (accounts: object[]) => void) => {
          tell(list);
          return () => undefined;
        },
      },
      signer: {
        signPayload: async (payload: object) => {
          const signature = await bridge.signInWallet(payload);
          if (signature === null) throw new Error('Cancelled');
          return { id: (id += 1), signature };
        },
      },
    });
  Object.assign(globalThis, { injectedWeb3: { 'test-wallet': { version: '1.0.0', enable } } });
}

/** A wallet beside the page: it signs with a key, or says no. */
async function wallet(desk: Desk, key: Person): Promise<{ asked: number; refuses: boolean }> {
  const state = { asked: 0, refuses: false };
  await desk.page.exposeFunction('signInWallet', (payload: { version: number }) => {
    state.asked += 1;
    if (state.refuses) return null;
    const { version } = payload;
    const raw = stage.api.registry.createType('ExtrinsicPayload', payload, { version });
    return raw.sign(key).signature;
  });
  await desk.page.addInitScript(inject, key.address);
  return state;
}

test('an extension signs, and what it does not sign is not sent', () =>
  stage.showing(async () => {
    const { api, who } = stage;
    const key = who.Bob.derive('/desk');
    const dollars = cash('50,000');
    await stage.does('Bob', call(api, 'balances.transferKeepAlive', key.address, 10n ** 15n));
    await stage.does('Dave', call(api, 'assets.transfer', 1, key.address, dollars));
    await send(api, key, call(api, 'cash.deposit', cash('10,000')));
    const series = await dayAhead(stage);
    await lists(stage, 'Helios', series, [['2.5', 8]]);

    const desk = await stage.desk();
    const state = await wallet(desk, key);
    await desk.open(addressOf(series));
    await desk.head.getByRole('button', { name: 'Choose an account' }).click();
    await desk.dialog().getByRole('button', { name: 'Connect test-wallet' }).click();
    await desk.dialog().getByRole('button', { name: 'Desk key' }).click();
    await desk.head.getByRole('button', { name: 'Desk key' }).waitFor();

    // Its user says no.
    state.refuses = true;
    await desk.fill({ side: 'Buy', price: '2.5', quantity: '2' });
    await desk.order('Buy 2');
    const before = await cashOf(api, key.address);
    assert.match(await desk.confirm('Buy 2'), /Not signed[^]*Nothing has changed/);
    await desk.dismiss();
    assert.equal(state.asked, 1);
    assert.deepEqual(await cashOf(api, key.address), before);

    // And yes.
    state.refuses = false;
    await desk.order('Buy 2');
    assert.match(await desk.confirm('Buy 2'), /2 at 2\.500/);
    await desk.dismiss();
    assert.equal(state.asked, 2);
    const { free } = await cashOf(api, key.address);
    assert.ok(before.free - free >= cash('120'), 'it was paid for');

    // Whoever comes back is known.
    await desk.page.reload();
    await desk.head.getByRole('button', { name: 'Desk key' }).waitFor();
    assert.equal(state.asked, 2, 'nothing is signed for that');
  }));

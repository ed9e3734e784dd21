// The node: a dev chain with a clock that can be moved, a network that finalises, restarts.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  type ApiPromise,
  type Name,
  type Person,
  advance,
  call,
  DAY,
  HOUR,
  now,
  people,
  raw,
  SECOND,
  send,
  setTime,
} from '@headroom/js';
import { best, finalised, hashOf, timeAt } from './blocks.ts';
import { binary, command, Node } from './node.ts';

const TOKEN = 10n ** 12n;

let who: Record<Name, Person>;
before(async () => {
  who = await people();
});

const give = (api: ApiPromise, amount = TOKEN) =>
  call(api, 'balances.transferKeepAlive', who.Bob.address, amount);

describe('a dev chain', () => {
  let node: Node;
  let api: ApiPromise;

  before(async () => {
    node = await Node.start(['--dev']);
    api = await node.connect();
  });
  after(() => node.stop());

  test('has a block every two seconds without transactions, all of them finalised', () =>
    node.showing(async () => {
      const blocks = await finalised(api, 4);
      const times = await Promise.all(blocks.map(({ hash }) => timeAt(api, hash)));
      for (let n = 1; n < blocks.length; n += 1) {
        assert.equal(blocks[n].number, blocks[n - 1].number + 1);
        const gap = times[n] - times[n - 1];
        // Never sooner; later where the machine is busy.
        assert.ok(gap >= 1.9 * SECOND && gap < 10 * SECOND, `${gap} ms between two blocks`);
      }
    }));

  test('seals a transaction at once, and finalises it', () =>
    node.showing(async () => {
      const began = performance.now();
      const count = 10;
      for (let n = 0; n < count; n += 1) {
        const { block } = await send(api, who.Alice, give(api), 'finalised');
        const head = await api.rpc.chain.getFinalizedHead();
        const number = (await api.rpc.chain.getHeader(block)).number.toNumber();
        assert.ok((await api.rpc.chain.getHeader(head)).number.toNumber() >= number);
        assert.equal(await hashOf(api, number), block);
      }
      // One after the other, at two seconds each, they would take twenty.
      const took = performance.now() - began;
      assert.ok(took < (count * 2 * SECOND) / 2, `${count} transactions took ${took} ms`);
    }));

  test('tells real time', () =>
    node.showing(async () => {
      const [block] = await finalised(api, 1, (await best(api)) + 1);
      const time = await timeAt(api, block.hash);
      assert.ok(Math.abs(Date.now() - time) < 10 * SECOND, `${time} on the chain`);
    }));

  test('sets its clock to the millisecond, and the next blocks carry on from there', () =>
    node.showing(async () => {
      const target = (await now(api)) + 40 * DAY + 123;
      assert.equal(await setTime(api, target), target);
      // The block that carries it is there when the call returns; a later one may be, too.
      const time = await now(api);
      assert.ok(time >= target && time < target + 10 * SECOND, `${time}, asked for ${target}`);

      const began = Date.now();
      const before = await now(api);
      const later = await advance(api, HOUR + 7);
      const passed = Date.now() - began;
      // An hour and 7 ms from when the node was asked: up to 2 s after its last block.
      const excess = later - before - HOUR - 7;
      assert.ok(excess >= 0 && excess <= passed + 10 * SECOND, `${excess} ms too late`);

      const [next] = await finalised(api, 1, (await best(api)) + 1);
      const carried = await timeAt(api, next.hash);
      assert.ok(carried > later && carried < later + 20 * SECOND, `${carried} after ${later}`);
    }));

  test('carries the time it was set to in a block of its own', () =>
    node.showing(async () => {
      const target = (await now(api)) + DAY;
      const from = await best(api);
      await setTime(api, target);
      const to = await best(api);
      const times: number[] = [];
      for (let number = from + 1; number <= to; number += 1) {
        times.push(await timeAt(api, (await hashOf(api, number)) ?? ''));
      }
      assert.ok(times.includes(target), `${target} is not among ${times.join(', ')}`);
    }));

  test('never sets its clock back', () =>
    node.showing(async () => {
      const time = await now(api);
      await assert.rejects(setTime(api, time - 1), /the clock can't go back/);
      await assert.rejects(setTime(api, 0), /the clock can't go back/);
      await assert.rejects(setTime(api, Number.MAX_SAFE_INTEGER), /the clock ends with the year/);
      assert.ok((await now(api)) >= time);
    }));

  test('serves what polkadot-js and its successors ask for', () =>
    node.showing(async () => {
      const { methods } = await raw<{ methods: string[] }>(api, 'rpc_methods');
      for (const method of [
        'state_getMetadata',
        'state_call',
        'chain_subscribeFinalizedHeads',
        'author_submitAndWatchExtrinsic',
        'system_accountNextIndex',
        'system_dryRun',
        'payment_queryInfo',
        'chainHead_v1_follow',
        'chainSpec_v1_chainName',
        'transaction_v1_broadcast',
        'transactionWatch_v1_submitAndWatch',
        'dev_setTime',
        'dev_advanceTime',
      ]) {
        assert.ok(methods.includes(method), `${method} is missing`);
      }
      const info = await give(api).paymentInfo(who.Alice);
      assert.ok(info.partialFee.toBigInt() > 0n);
    }));

  test('shows its native token to wallets', () =>
    node.showing(async () => {
      assert.equal(api.registry.chainSS58, 42);
      assert.deepEqual(api.registry.chainDecimals, [12]);
      return Promise.resolve();
    }));
});

test('a dev chain that is killed restarts from a consistent state, and carries on', async () => {
  let node = await Node.start(['--dev']);
  try {
    let api = await node.connect();
    await setTime(api, (await now(api)) + DAY);
    for (let n = 0; n < 20; n += 1) await send(api, who.Alice, give(api));
    const height = await best(api);
    const seen: (string | null)[] = [];
    for (let number = 0; number <= height; number += 1) seen.push(await hashOf(api, number));
    await node.kill();

    node = await node.again();
    api = await node.connect();
    // The last blocks may have been on their way to the disk; those before are as they were.
    const kept = (await finalised(api, 1))[0].number;
    assert.ok(kept > 0, 'nothing was kept');
    for (let number = 0; number <= Math.min(kept, height); number += 1) {
      const hash = await hashOf(api, number);
      if (hash !== seen[number]) {
        // A block sealed anew after the restart, with nothing of the old chain above it.
        const rest = seen.slice(number);
        for (let later = number; later <= kept; later += 1) {
          assert.ok(!rest.includes(await hashOf(api, later)), `block ${later} lost its parent`);
        }
        assert.ok(number > height / 2, `only ${number} of ${height} blocks were kept`);
        break;
      }
    }
    // It can be read, and written to.
    const head = await api.rpc.chain.getHeader();
    assert.ok((await timeAt(api, head.hash.toHex())) > 0);
    const time = await now(api);
    const { block } = await send(api, who.Alice, give(api), 'finalised');
    assert.ok((await timeAt(api, block)) >= time, 'the clock went back');
  } finally {
    await node.stop();
  }
});

describe('a local network of two validators', () => {
  let alice: Node;
  let bob: Node;
  let apis: [ApiPromise, ApiPromise];
  const listen = ['--chain', 'local', '--listen-addr', '/ip4/127.0.0.1/tcp/0', '--no-mdns'];

  before(async () => {
    alice = await Node.start([...listen, '--alice']);
    const api = await alice.connect();
    const [address] = await raw<string[]>(api, 'system_localListenAddresses');
    bob = await Node.start([...listen, '--bob', '--bootnodes', address]);
    apis = [api, await bob.connect()];
  });
  after(() => Promise.all([alice.stop(), bob.stop()]));

  const showing = <T>(test: () => Promise<T>) => alice.showing(() => bob.showing(test));

  test('finalises, and both agree on what', () =>
    showing(async () => {
      const [[one], [two]] = await Promise.all(apis.map((api) => finalised(api, 1, 6)));
      const number = Math.min(one.number, two.number);
      const [first, second] = await Promise.all(apis.map((api) => hashOf(api, number)));
      assert.equal(first, second);

      // Aura: the slot, which the header tells, says whose turn it was.
      const turns = new Set<bigint>();
      for (let n = 1; n <= number; n += 1) {
        const header = await apis[0].rpc.chain.getHeader((await hashOf(apis[0], n)) ?? '');
        const digest = header.digest.logs.find((log) => log.isPreRuntime)!.asPreRuntime[1];
        turns.add(apis[0].createType('u64', digest.toU8a(true)).toBigInt() % 2n);
      }
      assert.equal(turns.size, 2, 'both seal blocks');
    }));

  test('has no clock that can be moved', () =>
    showing(async () => {
      const { methods } = await raw<{ methods: string[] }>(apis[0], 'rpc_methods');
      assert.deepEqual(
        methods.filter((method) => method.startsWith('dev_')),
        [],
      );
      await assert.rejects(advance(apis[0], HOUR), /Method not found/);
      await assert.rejects(setTime(apis[0], Date.now() + HOUR), /Method not found/);
    }));

  test('takes transactions at either node', () =>
    showing(async () => {
      const { block } = await send(apis[1], who.Alice, give(apis[1]), 'finalised');
      const number = (await apis[1].rpc.chain.getHeader(block)).number.toNumber();
      await finalised(apis[0], 1, number);
      assert.equal(await hashOf(apis[0], number), block);
    }));

  test('loses no finalised block when a validator is killed, and finalises again', () =>
    showing(async () => {
      const [last] = await finalised(apis[1], 1);
      await bob.kill();
      bob = await bob.again();
      apis[1] = await bob.connect();
      assert.equal(await hashOf(apis[1], last.number), last.hash);
      const [next] = await finalised(apis[0], 1, last.number + 3);
      assert.ok(next.number > last.number);
      assert.equal(await hashOf(apis[0], last.number), last.hash);
    }));
});

test('the raw chain spec can be exported, and a node started from it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-spec-'));
  try {
    const spec = await command('export-chain-spec', '--chain', 'local', '--raw');
    const { id, genesis } = JSON.parse(spec) as {
      id: string;
      genesis: { raw: { top: Record<string, string> } };
    };
    assert.equal(id, 'headroom_local');
    // ":code", the runtime's Wasm.
    assert.ok(genesis.raw.top['0x3a636f6465'].length > 100_000);

    const file = join(folder, 'raw.json');
    await writeFile(file, spec);
    const named = await Node.start(['--chain', 'local', '--listen-addr', '/ip4/127.0.0.1/tcp/0']);
    const fromFile = await Node.start(['--chain', file, '--listen-addr', '/ip4/127.0.0.1/tcp/0']);
    try {
      const [one, two] = [await named.connect(), await fromFile.connect()];
      assert.equal(one.genesisHash.toHex(), two.genesisHash.toHex());
    } finally {
      await Promise.all([named.stop(), fromFile.stop()]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the node tells its version', async () => {
  assert.match(await command('--version'), /^\S+ \d+\.\d+\.\d+/, binary());
});

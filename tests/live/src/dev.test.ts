// ./scripts/dev as a newcomer runs it: a market opens, books have depth, the index gets values from five
// feeders, an agreement is settled, history and console answer; docs/quickstart.md goes its whole way on it,
// and what the history has worked out is what the chain says. It ends in good order, and goes on when it is
// started again.

import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type ApiPromise,
  ask,
  connect,
  DAY,
  dayOf,
  entries,
  HOUR as HOUR_MS,
  hourOf,
  MINUTE,
  monthOf,
  now,
  type Series,
  setTime,
} from '@headroom/js';
import { eventually } from './feeder.ts';
import { binary } from './node.ts';
import { quickstart } from './quickstart.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Chain hours take this many seconds, as far as the machine keeps up. */
const HOUR = '4';
/** An agreement ends eight hours after it was made. */
const WITHIN = 300_000;

/** The node's two, the venues', five feeders', the history's and the console's. */
const PORTS = 10;
/** Of each side of a book. */
const LEVELS = 5;

/** Whether nobody listens on a port. */
async function isFree(port: number): Promise<boolean> {
  const server = net.createServer();
  try {
    server.listen(port, '127.0.0.1');
    await Promise.race([
      once(server, 'listening'),
      once(server, 'error').then(([error]) => Promise.reject(error as Error)),
    ]);
    server.close();
    return true;
  } catch {
    return false;
  }
}

/** So many ports in a row that are free. */
async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const all = Array.from({ length: count }, (_, n) => isFree(first + n));
    if ((await Promise.all(all)).every(Boolean)) return first;
  }
}

/** Waits until the book of a series has depth on both sides. */
async function isDeep(api: ApiPromise, series: Series): Promise<void> {
  await eventually(`${LEVELS} levels on each side of ${JSON.stringify(series)}`, async () => {
    const [bids, asks] = await ask<[unknown[], unknown[]]>(api, 'spotApi.depth', series, 20);
    return bids.length >= LEVELS && asks.length >= LEVELS;
  });
}

/** What the market lists of every product in every zone: hours, days, months and a quarter. */
async function areDeep(endpoint: string): Promise<void> {
  const api = await connect(endpoint);
  try {
    const time = await now(api);
    const { Month } = monthOf(time, 3) as { Month: { year: number; month: number } };
    const Quarter = { year: Month.year, quarter: Math.ceil(Month.month / 3) };
    for (const [[product, zone]] of await entries<[number, number], unknown>(
      api,
      'capacity.markets',
    )) {
      for (const period of [hourOf(time, 4), dayOf(time, 2), monthOf(time, 1), { Quarter }]) {
        await isDeep(api, { product, zone, period });
      }
    }
  } finally {
    await api.disconnect();
  }
}

/** `headroom-history check`: what it has worked out from events is what the chain says. */
async function agreesWithTheChain(data: string, node: string): Promise<void> {
  const history = join(dirname(binary()), 'headroom-history');
  const { stdout } = await promisify(execFile)(history, ['check', '--data', data, '--node', node]);
  assert.match(stdout, /all as on the chain/);
}

/**
 * The quickstart buys the chain's next day, which trades until 22:45, and waits until it is over. It begins
 * in the evening, so that it has not so long to wait.
 */
async function evening(endpoint: string): Promise<void> {
  const api = await connect(endpoint);
  try {
    const time = await now(api);
    const today = Math.floor(time / DAY) * DAY + 19 * HOUR_MS;
    if (time < today) await setTime(api, today + MINUTE);
    else if (time > today + 2 * HOUR_MS) await setTime(api, today + DAY + MINUTE);
  } finally {
    await api.disconnect();
  }
}

class Dev {
  readonly lines: string[] = [];

  private constructor(private readonly child: ChildProcess) {}

  static start(args: readonly string[]): Dev {
    const env = { ...process.env };
    // Its node needs the runtime's Wasm, whatever this shell builds.
    delete env.SKIP_WASM_BUILD;
    const child = spawn('./scripts/dev', args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const dev = new Dev(child);
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => dev.lines.push(line));
    }
    return dev;
  }

  says(pattern: RegExp): Promise<string> {
    return eventually(
      `./scripts/dev to say ${pattern}`,
      () => {
        const { exitCode } = this.child;
        if (exitCode !== null) throw new Error(`./scripts/dev ended with ${exitCode}`);
        return this.lines.find((line) => pattern.test(line));
      },
      WITHIN,
    );
  }

  /** Ctrl-C; gives the exit code. */
  async end(): Promise<number | null> {
    if (this.child.exitCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGINT');
      await ended;
    }
    return this.child.exitCode;
  }
}

test('a newcomer gets a living market, and gets it again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-dev-'));
  const first = await freePorts(PORTS);
  // The five ports after that of the venues are the feeders'.
  const [rpc, prometheus, source, history, page] = [0, 1, 2, 8, 9].map((n) => first + n);
  const args = ['--data', folder, '--hour', HOUR, '--rpc-port', String(rpc)];
  args.push('--prometheus-port', String(prometheus), '--source-port', String(source));
  args.push('--history-port', String(history), '--console-port', String(page));
  let dev = Dev.start(['--fresh', ...args]);
  try {
    await dev.says(/^The market is open\./);
    await areDeep(`ws://127.0.0.1:${rpc}`);
    await dev.says(/ index \d+ \(h100-sxm, no-1\) .*: [\d.]+, from \d+ units of [\d.]+ contrib/);
    await dev.says(/ index \d+ \(open-70b, cn-nx\) .*: [\d.]+, from \d+ units of [\d.]+ contrib/);
    await dev.says(/ index \d+ \(basket of [\d, ]+\) .*: [\d.]+, from \d+ units of [\d.]+ contrib/);
    await dev.says(/ marks agreement \d+ at /);
    await dev.says(/ ends agreement \d+ \(Average\) at /);
    for (let feeder = 1; feeder <= 5; feeder += 1) {
      const { status } = await fetch(`http://127.0.0.1:${source + feeder}/health`);
      assert.equal(status, 200, `the health of feeder ${feeder}`);
    }
    const tickers = await fetch(`http://127.0.0.1:${history}/tickers`);
    assert.ok(((await tickers.json()) as unknown[]).length > 0, 'the history knows of trades');
    const { status } = await fetch(`http://127.0.0.1:${page}/`);
    assert.equal(status, 200, 'the console is there');

    await evening(`ws://127.0.0.1:${rpc}`);
    const done = await quickstart(`ws://127.0.0.1:${rpc}`);
    assert.match(done, /^bought 4 units for 24 h: /m);
    assert.match(done, /^nominated \d units? as h100-sxm\/no-1\//m);
    assert.match(done, /^agreed: Charlie buys, Dave sells; /m);
    await agreesWithTheChain(join(folder, 'history'), `ws://127.0.0.1:${rpc}`);

    assert.equal(await dev.end(), 0);
    for (let port = first; port < first + PORTS; port += 1) {
      assert.ok(await isFree(port), `nobody is left on port ${port}`);
    }

    dev = Dev.start(args);
    await dev.says(/^The market is open\./);
    await dev.says(/ index \d+ \(h100-sxm, cn-nx\) .*: [\d.]+, /);
    assert.equal(await dev.end(), 0);
    assert.ok(!dev.lines.some((line) => / makes index /.test(line)), 'the indexes are there');
  } catch (error) {
    console.error(`--- ./scripts/dev ---\n${dev.lines.slice(-40).join('\n')}\n---`);
    throw error;
  } finally {
    await dev.end();
    await rm(folder, { recursive: true, force: true });
  }
});

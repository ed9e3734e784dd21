// The feeder between a source that fails in every way and a node that is killed: each hour is on the
// chain exactly once, and what was false is not.

import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import {
  advance,
  type ApiPromise,
  call,
  createIndex,
  entries,
  HOUR,
  MINUTE,
  type Name,
  now,
  people,
  type Person,
  read,
  registerReporter,
  REPORTERS,
  send,
  setTime,
} from '@headroom/js';
import { answerOf, Door, eventually, Feeder, runs, source, type Trade, Venue } from './feeder.ts';
import { Node } from './node.ts';

/** As it is in the environment of the feeder. Nothing that it writes may have this in it. */
const KEY = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk//Argus';
const BOND = 10_000_000_000n;

let who: Record<Name, Person>;
let node: Node;
let api: ApiPromise;
let door: Door;
let venue: Venue;
let feeders: Feeder[] = [];
/** The index of product 0 in zone 1, which the sources are for. */
let index: number;

/** A feeder of these sources, ended after its test. */
async function feeds(sources: string, key = KEY, top = ''): Promise<Feeder> {
  const feeder = await Feeder.start(
    `poll_seconds = 1\nhealth_seconds = 5\n${top}\n${sources}`,
    door.endpoint,
    key,
  );
  feeders.push(feeder);
  return feeder;
}

interface Input {
  price: bigint;
  quantity: number;
  source: { Report: { reporter: string; digest: string } };
}

const inputs = (hour: number): Promise<Input[]> =>
  read<Input[]>(api, 'index.inputs', index, { Hour: hour });

/** Waits until there is a report for an hour. */
const reported = (hour: number): Promise<Input[]> =>
  eventually(`a report for hour ${hour}`, async () => {
    const found = await inputs(hour);
    return found.length > 0 && found;
  });

/** Sets the clock to a minute after the end of the hour that runs, and gives that hour. */
async function hourPasses(): Promise<number> {
  const hour = Math.floor((await now(api)) / HOUR);
  await setTime(api, (hour + 1) * HOUR + MINUTE);
  return hour;
}

/** What an honest source says of an hour: 30 units at 2.02 on average. */
const honest = (hour: number): string =>
  answerOf(
    hour,
    [2.01, 2.02, 2.03].map((price, n) => ({
      id: `${hour}-${n}`,
      price: String(price),
      quantity: '10',
    })),
  );

const honestly = () => {
  venue.answers(honest);
};

const trade = (price: string, quantity = '10', id = price): Trade => ({ id, price, quantity });

const lies = (...trades: Trade[]) => {
  venue.answers((hour) => answerOf(hour, trades));
};

before(async () => {
  who = await people();
  node = await Node.start(['--dev']);
  api = await node.connect();
  door = await Door.open();
  door.leadsTo(node.endpoint);
  venue = await Venue.open();
  const created = await send(api, who.Alice, createIndex(api, 0, 1));
  index = (created.only('index.IndexCreated') as { index: number }).index;
});
after(async () => {
  await venue.down();
  await door.close();
  await node.stop();
});
afterEach(async () => {
  await Promise.all(feeders.map((feeder) => feeder.end()));
  feeders = [];
});

test('an account that is not registered is told so, and reports when it is', () =>
  node.showing(async () => {
    honestly();
    const feeder = await feeds(source('argus', venue.url));
    await feeder.showing(async () => {
      const problem = await eventually('the problem in health', async () => {
        const { status, body } = await feeder.health();
        const found = body.problems.find((line) => line.includes('is not registered'));
        if (found !== undefined) assert.equal(status, 503);
        return found;
      });
      assert.match(problem, /^5\w+ is not registered; call index\.registerReporter with it$/);
      assert.deepEqual(venue.asked, []);

      await send(api, who.Argus, registerReporter(api, BOND));
      // The hour that an index is made in is not its first.
      await hourPasses();
      await reported(await hourPasses());
      const { status } = await eventually('health', async () => {
        const health = await feeder.health();
        return health.status === 200 && health;
      });
      assert.equal(status, 200);
    });
  }));

test('whatever the source and the node do, each hour is on the chain exactly once', () =>
  node.showing(async () => {
    const config = source('argus', venue.url);
    let feeder = await feeds(config);
    const expected: number[] = [];
    const secrets: string[] = [];

    /** An hour passes; the source does this until it is refused so, and is honest then. */
    const afterRefusal = async (reason: string, act: () => void | Promise<void>): Promise<void> => {
      await act();
      const from = feeder.log.length;
      const hour = await hourPasses();
      await feeder.says(new RegExp(` refused source=argus reason=${reason} `), from);
      assert.deepEqual(await inputs(hour), [], `nothing of hour ${hour} before it is honest`);
      honestly();
      await reported(hour);
      expected.push(hour);
    };

    await feeder.showing(async () => {
      honestly();
      const first = await hourPasses();
      await reported(first);
      expected.push(first);

      await afterRefusal('timeout', () => {
        venue.does(() => undefined);
      });
      await afterRefusal('timeout', () => {
        venue.does((_, response) => response.writeHead(200).write('{"data":'));
      });
      await afterRefusal('status', () => {
        venue.answers(honest, 500);
      });
      await afterRefusal('status', () => {
        venue.does((_, response) => response.writeHead(302, { location: 'http://[::1]/' }).end());
      });
      await afterRefusal('garbage', () => {
        venue.answers(() => '<html>\u0000\u001b[31m502 Bad Gateway</html>');
      });
      await afterRefusal('garbage', () => {
        venue.answers(() => '{"data":{"trades":"none"}}');
      });
      await afterRefusal('too_large', () => {
        venue.answers(() => `{"data":{"trades":[${'1,'.repeat(100_000)}1]}}`);
      });
      await afterRefusal('unreachable', () => {
        venue.does((_, response) => response.destroy());
      });
      await afterRefusal('price_bounds', () => {
        lies(trade('0.49'), trade('10.01'), trade('2000000'));
      });
      await afterRefusal('number', () => {
        lies(trade('-2'), trade('1e999'), trade('"NaN"'));
      });
      await afterRefusal('zero_quantity', () => {
        lies(trade('2', '0'));
      });
      await afterRefusal('field', () => {
        lies(trade('null'), trade('{}'), trade('true'));
      });
      await afterRefusal('conflict', () => {
        lies(trade('2', '10', 'same'), trade('3', '10', 'same'));
      });
      await afterRefusal('other_hour', () => {
        venue.answers((hour) => honest(hour + 1));
      });

      // Gone, and back on its port.
      await venue.down();
      const from = feeder.log.length;
      const dark = await hourPasses();
      await feeder.says(/ refused source=argus reason=unreachable /, from);
      await venue.up();
      await reported(dark);
      expected.push(dark);

      // The node is killed while nothing happens, and the next hour passes on the one that comes.
      door.leadsTo(null);
      await node.kill();
      await feeder.says(/ node lost /);
      await eventually('health without a node', async () => (await feeder.health()).status === 503);
      node = await node.again();
      api = await node.connect();
      door.leadsTo(node.endpoint);
      const connected = () => feeder.count(/ connected /);
      const before = connected();
      await eventually('a new connection', () => connected() > before || connected() >= 2);
      // A killed dev node may lack its last blocks: what was in them is reported again.
      await reported(dark);
      const second = await hourPasses();
      await reported(second);
      expected.push(second);

      // The node is killed between the question and the report.
      const asked = venue.asked.length;
      let answer: (() => void) | undefined;
      venue.does((hour, response) => {
        answer = () => response.end(honest(hour));
      });
      const third = await hourPasses();
      await eventually('the question', () => venue.asked.length > asked && answer);
      door.leadsTo(null);
      await node.kill();
      answer!();
      honestly();
      node = await node.again();
      api = await node.connect();
      door.leadsTo(node.endpoint);
      // Where the jump to the hour was in the blocks that are lost, it is set again.
      if ((await now(api)) < (third + 1) * HOUR) await setTime(api, (third + 1) * HOUR + MINUTE);
      await reported(third);
      expected.push(third);

      const label = '{source="argus"}';
      // The chain has it before the feeder knows that it is final.
      const metrics = await eventually('the last hour in the metrics', async () => {
        const found = await feeder.metrics();
        return found.get(`headroom_feeder_last_hour${label}`) === third && found;
      });
      assert.equal(metrics.get(`headroom_feeder_hours_missed_total${label}`), 0);
      assert.ok(metrics.get('headroom_feeder_connects_total')! >= 3);
      for (const reason of ['timeout', 'status', 'garbage', 'price_bounds', 'number']) {
        const refused = `headroom_feeder_refused_total{reason="${reason}",source="argus"}`;
        assert.ok(metrics.get(refused)! > 0, `${reason} is counted`);
      }
      assert.equal(feeder.count(/ missed /), 0);
    });
    secrets.push(...feeder.log);

    // The feeder is killed as soon as its report is in a block, and started again: not twice.
    const fourth = await hourPasses();
    await reported(fourth);
    expected.push(fourth);
    assert.equal(await feeder.end('SIGKILL'), null);
    secrets.push(...feeder.log);
    feeder = await feeds(config);
    await feeder.showing(async () => {
      await eventually('a round', async () => (await feeder.health()).status === 200);
      assert.equal((await inputs(fourth)).length, 1);

      // It is killed the moment it has its answer: what it has sent, if anything, stays single.
      const { length } = venue.asked;
      const fifth = await hourPasses();
      await eventually('the question', () => venue.asked.length > length);
      await feeder.end('SIGKILL');
      secrets.push(...feeder.log);
      feeder = await feeds(config);
      await reported(fifth);
      expected.push(fifth);

      // It is down while an hour passes, and comes back while that can be reported.
      assert.equal(await feeder.end(), 0);
      assert.match(feeder.log.at(-1)!, / ended$/);
      secrets.push(...feeder.log);
      const sixth = await hourPasses();
      await advance(api, 50 * MINUTE);
      feeder = await feeds(config);
      await reported(sixth);
      expected.push(sixth);
      await eventually('health', async () => (await feeder.health()).status === 200);
    });
    secrets.push(...feeder.log);

    // None skipped, none doubled, none but the honest ones.
    const hours = expected.map((_, n) => expected[0] + n);
    assert.deepEqual(expected, hours);
    for (const hour of hours) {
      const [only, ...more] = await inputs(hour);
      assert.deepEqual(more, [], `one report for hour ${hour}`);
      assert.equal(only.source.Report.reporter, who.Argus.address);
      assert.deepEqual([only.price, only.quantity], [2_020_000n, 30], `of hour ${hour}`);
    }
    assert.ok(hours.length > 20);
    for (const line of secrets) {
      assert.ok(!line.includes('bottom drive') && !line.includes('//Argus'), line);
      assert.match(line, /^[ -~]*$/, 'one line, of letters that a terminal only shows');
    }
  }));

test('hours that nobody could report are missed, and said to be', () =>
  node.showing(async () => {
    honestly();
    const feeder = await feeds(source('argus', venue.url));
    await feeder.showing(async () => {
      await reported(await hourPasses());
      lies(trade('-1'));
      const hour = await hourPasses();
      await feeder.says(/ refused source=argus reason=number /);
      await eventually('health with a source that lies', async () => {
        const { status, body } = await feeder.health();
        return (
          status === 503 && body.problems.some((line) => line.startsWith('source argus fails'))
        );
      });
      await advance(api, 3 * HOUR);
      const line = await feeder.says(/ missed .*every trade was refused/);
      assert.match(line, new RegExp(`from=${new Date(hour * HOUR).toISOString().slice(0, 16)}Z`));
      await feeder.says(/ missed .*the clock went past/);
      const missed = (await feeder.metrics()).get(
        'headroom_feeder_hours_missed_total{source="argus"}',
      );
      assert.equal(missed, 3);
      honestly();
      // The hour that has just ended is not lost with them.
      await reported(hour + 3);
    });
  }));

test('a lot is reported as far as the bond reaches', () =>
  node.showing(async () => {
    lies(trade('2', '5000'), trade('3', '5000.5'));
    const feeder = await feeds(source('argus', venue.url));
    await feeder.showing(async () => {
      const [only] = await reported(await hourPasses());
      // (2 × 5000 + 3 × 5000.5) ÷ 10000.5 is 2.500024…; ten thousand of bond are a thousand units.
      assert.deepEqual([only.price, only.quantity], [2_500_025n, 1000]);
      await feeder.says(/ sent .* quantity=1000 traded=10000 /);
    });
  }));

test('five feeders that read differently make a value, and one of them closes the hour', () =>
  node.showing(async () => {
    const [, ...others] = REPORTERS;
    for (const name of others) {
      await send(api, who[name], registerReporter(api, BOND));
    }
    // Echo's feeder has a key of its own, which can report and nothing else.
    const { Echo, Dave } = who;
    await send(api, Echo, call(api, 'proxy.addProxy', Dave.address, 'Feed', 0));

    // All of them say that a GPU-hour costs two, more or less.
    honestly();
    const of = (hour: number, ...trades: Trade[]) => answerOf(hour, trades);
    const nodes = await Venue.open();
    nodes.answers((hour) => of(hour, trade('16.08', '"4"'), trade('16.40', '2')));
    const yuan = await Venue.open();
    yuan.answers((hour) => of(hour, trade('1420e-2', '20'), trade('14.0', '5')));
    const single = await Venue.open();
    single.answers((hour) => of(hour, trade('1.99', '6'), trade('2.05', '7'), trade('99', '7')));
    const listed = await Venue.open();
    listed.does((_, response) => response.end(day));
    let day = '';

    const plain = await feeds(source('argus', venue.url), '//Argus', 'close = true');
    await feeds(source('beacon', nodes.url, 'units = 8'), '//Beacon');
    await feeds(source('census', yuan.url, 'currency = "0.1408"'), '//Census');
    const each = await feeds(source('datum', single.url, 'per = "trade"'), '//Datum');
    // One answer with all hours; the key is Dave's, who is a proxy of Echo.
    const whole = listed.url.replace('?hour={hour}', '');
    await feeds(source('echo', whole), '//Dave', `reporter = "${Echo.address}"`);

    const running = Math.floor((await now(api)) / HOUR);
    const listing = [-30, -1, 0, 60].map((later) =>
      of(running + later, trade('2.01', '12', `e${later}`)),
    );
    day = `{"data":{"trades":[${listing
      .map((answer) => answer.slice('{"data":{"trades":['.length, -3))
      .join(',')}]}}`;
    try {
      await plain.showing(async () => {
        const hour = await hourPasses();
        const found = await eventually('six reports', async () => {
          const found = await inputs(hour);
          return found.length === 6 && found;
        });
        const by = (name: Name) =>
          found
            .filter((input) => input.source.Report.reporter === who[name].address)
            .map(({ price, quantity }) => [price, quantity]);
        assert.deepEqual(by('Argus'), [[2_020_000n, 30]]);
        // (16.08 ÷ 8 × 32 + 16.40 ÷ 8 × 16) ÷ 48
        assert.deepEqual(by('Beacon'), [[2_023_333n, 48]]);
        // (14.20 × 0.1408 × 20 + 14.0 × 0.1408 × 5) ÷ 25
        assert.deepEqual(by('Census'), [[1_993_728n, 25]]);
        // The largest first.
        assert.deepEqual(by('Datum'), [
          [2_050_000n, 7],
          [1_990_000n, 6],
        ]);
        assert.deepEqual(by('Echo'), [[2_010_000n, 12]]);
        await each.says(/ refused source=datum reason=price_bounds /);
        await feeders.at(-1)!.says(/ refused source=echo reason=too_early /);

        await advance(api, 90 * MINUTE);
        const [[, value]] = await eventually('a value', async () => {
          const values = await entries<[number, number], { price: bigint; rung: string }>(
            api,
            'index.values',
          );
          const ours = values.filter(([[, of]]) => of === hour);
          return ours.length > 0 && ours;
        });
        assert.equal(value.rung, 'Hour');
        assert.ok(value.price > 1_990_000n && value.price < 2_050_000n, String(value.price));
        const shown = new Date(hour * HOUR).toISOString().slice(0, 16);
        await plain.says(new RegExp(` closed index=${index} hour=${shown}Z .* rung=Hour$`));
      });
    } finally {
      await Promise.all([nodes, yuan, single, listed].map((one) => one.down()));
    }
  }));

test('a key comes from a file of its owner or the environment, and from nowhere else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headroom-feeder-'));
  try {
    const config = join(folder, 'feeder.toml');
    await writeFile(config, source('argus', venue.url));
    const file = join(folder, 'key');
    await writeFile(file, `${KEY}\n`, { mode: 0o600 });
    const args = ['--config', config, '--check'];
    const ours = `the key is that of ${who.Argus.address}`;

    for (const { code, output } of [
      await runs([...args, '--key-file', file], {}),
      await runs(args, { HEADROOM_FEEDER_KEY: KEY }),
    ]) {
      assert.equal(code, 0, output);
      assert.ok(output.includes(ours), output);
    }

    const refused = async (args: string[], env: Record<string, string>, expected: RegExp) => {
      const { code, output } = await runs(args, env);
      assert.equal(code, 2, output);
      assert.match(output, expected);
      assert.ok(!output.includes('bottom drive'), output);
    };
    await refused(
      args,
      {},
      /there is no key: name a file with --key-file, or set HEADROOM_FEEDER_KEY/,
    );
    for (const wrong of [[KEY], ['--key', KEY], [`--key=${KEY}`], ['--key-file', file, KEY]]) {
      await refused([...args, ...wrong], {}, /A key is never taken as an argument/);
    }
    await refused(
      args,
      { HEADROOM_FEEDER_KEY: KEY.replace('walk', 'fit') },
      /HEADROOM_FEEDER_KEY holds no key/,
    );
    await chmod(file, 0o640);
    await refused([...args, '--key-file', file], {}, /run 'chmod 600 /);
    await writeFile(config, source('argus', 'ftp://127.0.0.1/'));
    await refused(args, { HEADROOM_FEEDER_KEY: KEY }, /source "argus": url begins with ftp:/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

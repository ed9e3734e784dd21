// A feeder of our own for a test, a source that it reads, and a door to the node that stays where it
// is when the node behind it is another.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** The feeder to test: HEADROOM_FEEDER, or what cargo builds. */
export function feederBinary(): string {
  const { HEADROOM_FEEDER, CARGO_TARGET_DIR, HEADROOM_TARGET_DIR, XDG_CACHE_HOME } = process.env;
  const cache = XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const target = CARGO_TARGET_DIR ?? HEADROOM_TARGET_DIR ?? join(cache, 'headroom', 'target');
  return HEADROOM_FEEDER ?? join(target, 'debug', 'headroom-feeder');
}

/** Longest wait for anything. A machine that compiles beside the test is slow. */
const WITHIN = 60_000;

/** Looks until there is something, and fails with `what` was waited for where there never is. */
export async function eventually<T>(
  what: string,
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  within = WITHIN,
): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`after ${within / 1000} s still waiting: ${what}`);
    await pause(50);
  }
}

// --- The process ----------------------------------------------------------------------------------

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Ended {
  code: number | null;
  output: string;
}

/** Runs the feeder with arguments that make it end by itself. */
export async function runs(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(feederBinary(), args, { env });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()));
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), WITHIN);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  running.delete(child);
  return { code, output };
}

export interface Health {
  healthy: boolean;
  problems: string[];
}

export class Feeder {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    /** Everything that it wrote, line by line. */
    readonly log: readonly string[],
    /** Where health and metrics are. */
    readonly endpoint: string,
  ) {}

  /** Starts one; resolves when its endpoint is open. */
  static async start(config: string, node: string, key: string): Promise<Feeder> {
    const folder = await mkdtemp(join(tmpdir(), 'headroom-feeder-'));
    const file = join(folder, 'feeder.toml');
    await writeFile(file, config);
    const args = ['--config', file, '--node', node, '--listen', '127.0.0.1:0'];
    // Nothing else of the environment: what it needs it is given.
    const child = spawn(feederBinary(), args, { env: { HEADROOM_FEEDER_KEY: key } });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const log: string[] = [];
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => log.push(line));
    }
    const gone = new Promise<never>((_, reject) => {
      child.once('error', (error) => {
        reject(new Error(`${feederBinary()} could not be started: ${error.message}`));
      });
      child.once('exit', (code) => {
        reject(new Error(`the feeder ended with ${code ?? 'a signal'}:\n${log.join('\n')}`));
      });
    });
    gone.catch(() => undefined);
    const address = await Promise.race([
      gone,
      eventually('the feeder to start', () =>
        log.map((line) => / started .*listen=(\S+)/.exec(line)?.[1]).find(Boolean),
      ),
    ]);
    return new Feeder(child, folder, log, `http://${address}`);
  }

  /** How many of its lines match. */
  count(pattern: RegExp): number {
    return this.log.filter((line) => pattern.test(line)).length;
  }

  /** Waits for a line, of those from `from` on. */
  async says(pattern: RegExp, from = 0): Promise<string> {
    return eventually(`the feeder to say ${pattern}`, () =>
      this.log.slice(from).find((line) => pattern.test(line)),
    );
  }

  async health(): Promise<{ status: number; body: Health }> {
    const response = await fetch(`${this.endpoint}/health`);
    return { status: response.status, body: (await response.json()) as Health };
  }

  /** The metrics by name and labels, as they are written. */
  async metrics(): Promise<Map<string, number>> {
    const text = await (await fetch(`${this.endpoint}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
    );
  }

  /** Ends it, and gives its exit code: null where a signal ended it. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill(signal);
      const timer = setTimeout(() => this.child.kill('SIGKILL'), WITHIN);
      await ended;
      clearTimeout(timer);
    }
    await rm(this.folder, { recursive: true, force: true });
    return this.child.exitCode;
  }

  /** Runs a test, and shows the end of the feeder's log where it fails. */
  async showing<T>(test: () => Promise<T>): Promise<T> {
    try {
      return await test();
    } catch (error) {
      console.error(`--- the feeder's log ---\n${this.log.slice(-40).join('\n')}\n---`);
      throw error;
    }
  }
}

// --- What it reads --------------------------------------------------------------------------------

/** A trade as the sources of the tests write it. Prices and quantities are JSON, as written. */
export interface Trade {
  id: string;
  price: string;
  quantity: string;
}

/** An answer in the shape that {@link source} maps. */
export const answerOf = (hour: number, trades: readonly Trade[]): string =>
  listOf(trades.map((trade) => ({ ...trade, hour })));

/** One with trades of many hours. */
export function listOf(trades: readonly (Trade & { hour: number })[]): string {
  const text = (value: string) => JSON.stringify(value);
  const elements = trades.map(
    ({ id, hour, price, quantity }) =>
      `{"id":${text(id)},"hour":${hour},"price":${price},"quantity":${quantity},` +
      `"buyer":${text(`b-${id}`)},"seller":${text(`s-${id}`)}}`,
  );
  return `{"data":{"trades":[${elements.join(',')}]}}`;
}

/** What a source is for, by the chain's names, and the prices that are believed. */
export interface Place {
  product: string;
  zone: string;
  prices: [least: string, most: string];
}

const GPUS: Place = { product: 'h100-sxm', zone: 'no-1', prices: ['0.5', '10'] };

/** A source of a configuration. */
export function source(name: string, url: string, more = '', place = GPUS): string {
  const { product, zone, prices } = place;
  return `
[[source]]
name = "${name}"
venue = "${name}"
url = "${url}"
product = "${product}"
zone = "${zone}"
least_price = "${prices[0]}"
most_price = "${prices[1]}"
timeout_seconds = 1
every_seconds = 1
most_backoff_seconds = 1
most_bytes = 65536
${more}
[source.map]
trades = "/data/trades"
hour = "/hour"
price = "/price"
quantity = "/quantity"
trade = "/id"
buyer = "/buyer"
seller = "/seller"
`;
}

type Behaviour = (hour: number, response: ServerResponse, path: string) => void;

/** A real HTTP server that does as it is told. */
export class Venue {
  /** Hours that were asked for, in order. */
  readonly asked: number[] = [];
  private server: Server | null = null;
  private port = 0;
  private behaviour: Behaviour = (_, response) => response.destroy();

  static async open(): Promise<Venue> {
    const venue = new Venue();
    await venue.up();
    return venue;
  }

  get url(): string {
    return `${this.at('/trades')}?hour={hour}`;
  }

  at(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** From now on it does this. */
  does(behaviour: Behaviour): void {
    this.behaviour = behaviour;
  }

  /** From now on it answers this. */
  answers(body: (hour: number) => string, status = 200): void {
    this.does((hour, response) => response.writeHead(status).end(body(hour)));
  }

  /** It is there, on the port that it had before. */
  async up(): Promise<void> {
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
      const hour = Number(searchParams.get('hour'));
      this.asked.push(hour);
      this.behaviour(hour, response, pathname);
    });
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** It is gone: nobody listens. */
  async down(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}

// --- The door to the node -------------------------------------------------------------------------

/** A port that leads to a node, and to nowhere while there is none. */
export class Door {
  private readonly sockets = new Set<net.Socket>();
  private target: number | null = null;

  private constructor(private readonly server: net.Server) {}

  static async open(): Promise<Door> {
    const server = net.createServer();
    const door = new Door(server);
    server.on('connection', (socket) => {
      door.enter(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return door;
  }

  get endpoint(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Leads to this node from now on; null leads nowhere, and whoever is inside is out. */
  leadsTo(endpoint: string | null): void {
    this.target = endpoint === null ? null : Number(new URL(endpoint).port);
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.leadsTo(null);
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
  }

  private enter(socket: net.Socket): void {
    if (this.target === null) {
      socket.destroy();
      return;
    }
    const inner = net.connect(this.target, '127.0.0.1');
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ]) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}

// A node of our own for a test: started on ports that are free, with its data in a folder that
// goes away with it, and its log shown where the test fails.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type ApiPromise, connect } from '@headroom/js';

/** The node to test: HEADROOM_NODE, or what cargo builds. */
export function binary(): string {
  const { HEADROOM_NODE, CARGO_TARGET_DIR, HEADROOM_TARGET_DIR, XDG_CACHE_HOME } = process.env;
  const cache = XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const target = CARGO_TARGET_DIR ?? HEADROOM_TARGET_DIR ?? join(cache, 'headroom', 'target');
  return HEADROOM_NODE ?? join(target, 'debug', 'headroom-node');
}

/** Runs a command of the node that ends by itself, and returns what it wrote. */
export async function command(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(binary(), args, { maxBuffer: 2 ** 28 });
  return stdout;
}

/** How long a node may take to open its RPC. A machine that compiles beside it is slow. */
const START_WITHIN = 120_000;
const STOP_WITHIN = 60_000;
const LOG_LINES_SHOWN = 30;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export class Node {
  private readonly apis: ApiPromise[] = [];

  private constructor(
    readonly folder: string,
    readonly args: readonly string[],
    private readonly child: ChildProcess,
    /** Such as ws://127.0.0.1:41234. */
    readonly endpoint: string,
  ) {}

  /**
   * Starts a node; resolves when its RPC is open. `folder` is that of a node that ran before. Port 0
   * is whichever is free, chosen by the system in the moment of opening it.
   */
  static async start(args: readonly string[], folder?: string, port = '0'): Promise<Node> {
    folder ??= await mkdtemp(join(tmpdir(), 'headroom-live-'));
    const fixed = ['--base-path', folder, '--rpc-port', port, '--no-prometheus', '--no-telemetry'];
    const child = spawn(binary(), [...args, ...fixed], { stdio: ['ignore', 'ignore', 'pipe'] });
    running.add(child);
    child.once('exit', () => running.delete(child));

    const log = createWriteStream(join(folder, 'node.log'), { flags: 'a' });
    const lines = createInterface({ input: child.stderr });
    try {
      const opened = await new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`the node did not open its RPC within ${START_WITHIN / 1000} s`));
        }, START_WITHIN);
        const fail = (why: string) => {
          clearTimeout(timer);
          reject(new Error(why));
        };
        child.once('error', (error) => {
          fail(`${binary()} could not be started: ${error.message}`);
        });
        child.once('exit', (code) => {
          fail(`the node ended with ${code ?? 'a signal'} before it opened its RPC`);
        });
        lines.on('line', (line) => {
          log.write(`${line}\n`);
          const said = /Running JSON-RPC server: addr=.*?127\.0\.0\.1:(\d+)/.exec(line);
          if (said !== null) {
            clearTimeout(timer);
            resolve(said[1]);
          }
        });
      });
      // It takes another one where the one asked for is taken.
      if (port !== '0' && opened !== port) throw new Error(`port ${port} is taken`);
      return new Node(folder, args, child, `ws://127.0.0.1:${opened}`);
    } catch (error) {
      child.kill('SIGKILL');
      await showLog(folder);
      throw error;
    }
  }

  /** Connects to it. */
  async connect(): Promise<ApiPromise> {
    const api = await connect(this.endpoint);
    this.apis.push(api);
    return api;
  }

  /** kill -9: the process is gone when this resolves, and its data stays as it was. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Starts it again with the data that it left; with `here`, on the port that it had. */
  async again(here = false): Promise<Node> {
    return Node.start(this.args, this.folder, here ? new URL(this.endpoint).port : '0');
  }

  /** Ends it in good order, and removes its data. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs a test, and shows the end of the node's log where it fails. */
  async showing<T>(test: () => Promise<T>): Promise<T> {
    try {
      return await test();
    } catch (error) {
      await showLog(this.folder);
      throw error;
    }
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await Promise.all(this.apis.splice(0).map((api) => api.disconnect()));
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN);
    await ended;
    clearTimeout(timer);
  }
}

async function showLog(folder: string): Promise<void> {
  const log = await readFile(join(folder, 'node.log'), 'utf8').catch(() => '');
  const end = log.trimEnd().split('\n').slice(-LOG_LINES_SHOWN);
  console.error(`--- the end of the node's log (${folder}) ---\n${end.join('\n')}\n---`);
}

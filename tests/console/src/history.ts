// The history of a node, beside it.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from '@headroom/live-tests/feeder';
import { binary } from '@headroom/live-tests/node';

const LOG_LINES_SHOWN = 20;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** HEADROOM_HISTORY, or what cargo builds beside the node. */
const program = () => process.env.HEADROOM_HISTORY ?? join(dirname(binary()), 'headroom-history');

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export class History {
  private child: ChildProcess | null = null;
  private readonly log: string[] = [];

  private constructor(
    private readonly node: string,
    private readonly folder: string,
    private readonly listen: string,
  ) {}

  /** Starts one; resolves when it answers. */
  static async start(node: string): Promise<History> {
    const folder = await mkdtemp(join(tmpdir(), 'headroom-history-'));
    const history = new History(node, folder, `127.0.0.1:${await freePort()}`);
    await history.up();
    return history;
  }

  /** Where it is asked. */
  get endpoint(): string {
    return `http://${this.listen}`;
  }

  /** It runs, with what it has stored before. */
  async up(): Promise<void> {
    const args = ['run', '--node', this.node, '--data', this.folder, '--listen', this.listen];
    const child = spawn(program(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => this.log.push(line));
    }
    const gone = new Promise<never>((_, reject) => {
      child.once('error', (error) => {
        reject(new Error(`${program()} could not be started: ${error.message}`));
      });
      child.once('exit', (code) => {
        reject(new Error(`the history ended with ${code ?? 'a signal'}:\n${this.log.join('\n')}`));
      });
    });
    gone.catch(() => undefined);
    await Promise.race([gone, eventually('the history to answer', () => this.status())]);
  }

  /** It is gone: nobody answers. */
  async down(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  /** What it follows; null while it does not answer. */
  async status(): Promise<{ best: { number: number } } | null> {
    const response = await fetch(`${this.endpoint}/status`).catch(() => null);
    return response?.ok ? ((await response.json()) as { best: { number: number } }) : null;
  }

  /** Waits until it has taken in a block. */
  async has(block: number): Promise<void> {
    await eventually(`the history to reach block ${block}`, async () => {
      const status = await this.status();
      return status !== null && status.best.number >= block;
    });
  }

  /** The end of what it wrote. */
  showLog(): void {
    const end = this.log.slice(-LOG_LINES_SHOWN);
    console.error(`--- the end of the history's log ---\n${end.join('\n')}\n---`);
  }

  /** Ends it, and removes what it has stored. */
  async stop(): Promise<void> {
    await this.down();
    await rm(this.folder, { recursive: true, force: true });
  }
}

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
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly log: readonly string[],
    /** Where it is asked. */
    readonly endpoint: string,
  ) {}

  /** Starts one; resolves when it answers. */
  static async start(node: string): Promise<History> {
    const folder = await mkdtemp(join(tmpdir(), 'headroom-history-'));
    const listen = `127.0.0.1:${await freePort()}`;
    const args = ['run', '--node', node, '--data', folder, '--listen', listen];
    const child = spawn(program(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const log: string[] = [];
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => log.push(line));
    }
    const gone = new Promise<never>((_, reject) => {
      child.once('error', (error) => {
        reject(new Error(`${program()} could not be started: ${error.message}`));
      });
      child.once('exit', (code) => {
        reject(new Error(`the history ended with ${code ?? 'a signal'}:\n${log.join('\n')}`));
      });
    });
    gone.catch(() => undefined);
    const history = new History(child, folder, log, `http://${listen}`);
    await Promise.race([gone, eventually('the history to answer', () => history.status())]);
    return history;
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

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

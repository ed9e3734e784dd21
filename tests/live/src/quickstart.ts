// The commands of docs/quickstart.md, as they stand there, in one shell.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** The block that starts a chain says so behind its "sh"; the test has one of its own. */
const COMMANDS = /^```sh\n([\s\S]*?)^```$/gm;

/** Runs them on a living market, and gives what they wrote; rejects where one of them fails. */
export async function quickstart(endpoint: string): Promise<string> {
  const page = await readFile(`${ROOT}docs/quickstart.md`, 'utf8');
  const commands = [...page.matchAll(COMMANDS)].map(([, block]) => block);
  if (commands.length < 8) throw new Error('docs/quickstart.md has no commands');
  const child = spawn('bash', ['-euo', 'pipefail', '-c', commands.join('\n')], {
    cwd: ROOT,
    env: { ...process.env, HEADROOM_NODE_URL: endpoint, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`docs/quickstart.md ended with ${code}:\n${output}`);
  return output;
}

// The code of the docs, run as pasted: each page's ```js blocks, in order, as one module. Pages that
// are the two sides of one story run side by side.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What the docs connect to: the port that ./scripts/dev opens. */
const ENDPOINT = 'ws://127.0.0.1:9944';

/** How long a story may take. */
const TIME = 180_000;

/** Pages whose code goes on from that of another's section, as they say. */
const GOES_ON_FROM = new Map<string, [page: string, section: string]>([
  ['hedging.md', ['buyers.md', 'Connect']],
  ['reporters.md', ['buyers.md', 'Connect']],
]);

/** A page's code, or that of one section of it. */
async function code(page: string, section?: string): Promise<string> {
  const from = GOES_ON_FROM.get(page);
  const before = from === undefined ? '' : `${await code(...from)}\n`;
  const whole = await readFile(join(ROOT, 'docs', page), 'utf8');
  const text =
    section === undefined ? whole : whole.split(/^## /m).find((part) => part.startsWith(section));
  if (text === undefined) throw new Error(`${page} has no section ${section!}`);
  const blocks = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  if (blocks.length === 0) throw new Error(`${page} has no code`);
  return before + blocks.join('\n');
}

/** Runs the pages against a node, each in a process of its own. Gives what they wrote. */
export async function run(pages: readonly string[], endpoint: string): Promise<string[]> {
  // Inside node_modules, so that imports are found as they are by the rest.
  const cache = join(ROOT, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'headroom-docs-'));
  // Where one side fails, the other would wait for ever.
  const stop = new AbortController();
  try {
    return await Promise.all(
      pages.map(async (page) => {
        const file = join(folder, `${page}.mjs`);
        await writeFile(file, (await code(page)).replaceAll(ENDPOINT, endpoint));
        const limits = { timeout: TIME, signal: stop.signal };
        try {
          return (await promisify(execFile)(process.execPath, [file], limits)).stdout;
        } catch (error) {
          const { stdout, stderr } = error as { stdout?: string; stderr?: string };
          throw new Error(`the code of ${page} failed:\n${stdout ?? ''}\n${stderr ?? ''}`);
        }
      }),
    );
  } finally {
    stop.abort();
    await rm(folder, { recursive: true, force: true });
  }
}

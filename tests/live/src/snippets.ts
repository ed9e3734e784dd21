// The code of the docs, run as pasted: each page's ```js blocks, in order, as one module. Where two
// pages are the two sides of one story, a conductor says whose turn it is, heading by heading.

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

interface Section {
  heading: string;
  code: string;
}

/** The sections of a page that have code. */
export async function sections(page: string): Promise<Section[]> {
  const text = await readFile(join(ROOT, 'docs', page), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading] = part.split('\n', 1);
      const blocks = [...part.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
      return { heading, code: blocks.join('\n') };
    })
    .filter(({ code }) => code !== '');
}

/** A step of a story: a page and a heading of it. */
export type Step = readonly [page: string, heading: string];

/** Runs the pages of a story against a node, every section of theirs once. Gives what they wrote. */
export async function tell(story: readonly Step[], endpoint: string): Promise<string> {
  const pages = [...new Set(story.map(([page]) => page))];
  // Inside node_modules, so that imports are found as they are by the rest.
  const cache = join(ROOT, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'headroom-docs-'));
  try {
    for (const page of pages) {
      const own = await sections(page);
      const told = story.filter(([of]) => of === page).map(([, heading]) => heading);
      const written = own.map(({ heading }) => heading);
      if (JSON.stringify(told) !== JSON.stringify(written)) {
        throw new Error(`${page} has the sections ${written.join('; ')}; told: ${told.join('; ')}`);
      }
      const module = own
        .map(
          ({ heading, code }) =>
            `await headroomDocs.reach(${JSON.stringify(page)}, ${JSON.stringify(heading)});\n` +
            `${code.replaceAll(ENDPOINT, endpoint)}\nheadroomDocs.done();\n`,
        )
        .join('\n');
      await writeFile(join(folder, `${page}.mjs`), module);
    }
    // In a process of its own: where one side fails, the other would wait for ever.
    const teller = fileURLToPath(new URL('./teller.ts', import.meta.url));
    const args = ['--import', 'tsx', teller, folder, JSON.stringify(story)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: TIME });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    if (stderr === undefined) throw error;
    throw new Error(`the code of the docs failed:\n${stdout ?? ''}\n${stderr}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

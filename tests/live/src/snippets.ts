// The code of the docs, run as pasted: each page's ```js blocks, in order, as one module. Where two
// pages are the two sides of one story, a conductor says whose turn it is, heading by heading.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What the docs connect to: the port that ./scripts/dev opens. */
const ENDPOINT = 'ws://127.0.0.1:9944';

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

/** Lets pages run in the order of a story. */
class Conductor {
  private at = 0;
  private readonly waiting = new Map<string, () => void>();

  constructor(private readonly story: readonly Step[]) {}

  /** A page has come to a heading: resolves when it is its turn. */
  async reach(page: string, heading: string): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.set(key(page, heading), resolve);
      this.next();
    });
  }

  /** A page has done what is under the heading. */
  done(): void {
    this.at += 1;
    this.next();
  }

  private next(): void {
    const step = this.story.at(this.at);
    if (step !== undefined) this.waiting.get(key(...step))?.();
  }
}

const key = (page: string, heading: string) => `${page}#${heading}`;

declare global {
  // How a page's module, which is imported into this process, tells where it is.
  var headroomDocs: Conductor | undefined;
}

/** Runs the pages of a story against a node, every section of theirs once. */
export async function tell(story: readonly Step[], endpoint: string): Promise<void> {
  const pages = [...new Set(story.map(([page]) => page))];
  // Inside node_modules, so that imports are found as they are by the rest.
  const cache = join(ROOT, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'headroom-docs-'));
  globalThis.headroomDocs = new Conductor(story);
  try {
    const modules: string[] = [];
    for (const page of pages) {
      const own = await sections(page);
      const told = story.filter(([of]) => of === page).map(([, heading]) => heading);
      const written = own.map(({ heading }) => heading);
      if (JSON.stringify(told) !== JSON.stringify(written)) {
        throw new Error(`${page} has the sections ${written.join(', ')}; told: ${told.join(', ')}`);
      }
      const module = own
        .map(
          ({ heading, code }) =>
            `await headroomDocs.reach(${JSON.stringify(page)}, ${JSON.stringify(heading)});\n` +
            `${code.replaceAll(ENDPOINT, endpoint)}\nheadroomDocs.done();\n`,
        )
        .join('\n');
      const file = join(folder, page.replace(/\.md$/, '.mjs'));
      await writeFile(file, module);
      modules.push(file);
    }
    // Where one side fails, the other would wait for ever: the first failure ends the story.
    await Promise.all(modules.map((file) => import(pathToFileURL(file).href)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

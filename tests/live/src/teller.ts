// Runs the pages that snippets.ts wrote into a folder, in the order of their story:
//
//   node --import tsx teller.ts <folder> <story as JSON>

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Step } from './snippets.ts';

/** Lets pages run in the order of a story. */
class Conductor {
  private at = 0;
  private readonly waiting = new Map<string, () => void>();

  constructor(private readonly story: readonly Step[]) {}

  /** A page has come to a heading: resolves when it is its turn. */
  async reach(page: string, heading: string): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.set(key(page, heading), () => {
        console.log(`-- ${page}: ${heading}`);
        resolve();
      });
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
    if (step === undefined) return;
    const go = this.waiting.get(key(...step));
    this.waiting.delete(key(...step));
    go?.();
  }
}

const key = (page: string, heading: string) => `${page}#${heading}`;

const [folder, json] = process.argv.slice(2);
const story = JSON.parse(json) as Step[];
// How a page tells where it is.
Object.assign(globalThis, { headroomDocs: new Conductor(story) });
const pages = [...new Set(story.map(([page]) => page))];
try {
  await Promise.all(pages.map((page) => import(pathToFileURL(join(folder, `${page}.mjs`)).href)));
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}

// How long it takes until there is something to see, from a server on this machine.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stage } from './stage.ts';
import { dayAhead, hourAhead, lists } from './story.ts';

/** Times of looking. */
const VIEWS = 7;
/** Milliseconds: what is promised for the first view. */
const PROMISED = 1_500;

let stage: Stage;

before(async () => {
  stage = await Stage.open();
  await lists(stage, 'Helios', await dayAhead(stage), [['2.5', 8]]);
  await lists(stage, 'Borealis', await hourAhead(stage), [['2.4', 8]]);
});
after(() => stage.close());

/** Milliseconds since the navigation began at which things were on the screen. */
interface Seen {
  shell?: number;
  grid?: number;
}

/** Notes when things are painted first. Runs in the page, before anything of it. */
function watch(): void {
  const seen: Seen = {};
  Object.assign(globalThis, { seen });
  const note = (what: keyof Seen, selector: string) => {
    const look = () => {
      const found = document.querySelector(selector) !== null;
      // What the document has before a frame is on the screen before the next one.
      requestAnimationFrame(found ? () => (seen[what] = performance.now()) : look);
    };
    requestAnimationFrame(look);
  };
  note('shell', 'nav a[aria-current]');
  note('grid', 'a.tile .up, a.tile .down');
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1];

async function view(again: boolean): Promise<Required<Seen>> {
  const desk = await stage.desk();
  await desk.page.addInitScript(watch);
  await desk.open('#/market');
  if (again) await desk.page.reload();
  const seen = await desk.page.waitForFunction(() => {
    const { seen } = globalThis as unknown as { seen: Seen };
    return seen.grid === undefined ? null : seen;
  });
  const found = (await seen.jsonValue()) as Required<Seen>;
  await desk.page.context().close();
  return found;
}

test('the first view is there at once', (t) =>
  stage.showing(async () => {
    for (const again of [false, true]) {
      const views: Required<Seen>[] = [];
      for (let n = 0; n < VIEWS; n += 1) views.push(await view(again));
      const shell = median(views.map((seen) => seen.shell));
      const grid = median(views.map((seen) => seen.grid));
      t.diagnostic(
        `${again ? 'again' : 'for the first time'}: the page after ${shell.toFixed()} ms, ` +
          `the market's prices after ${grid.toFixed()} ms (medians of ${VIEWS})`,
      );
      assert.ok(shell < PROMISED, `the page is there after ${shell} ms`);
      // Prices are there within the same time on a machine with nothing else to do.
      assert.ok(grid < 2 * PROMISED, `prices are there after ${grid} ms`);
    }
  }));

// The page on a phone, by keys alone, and in both themes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Series } from '@headroom/js';
import type { Desk } from './desk.ts';
import { faint } from './contrast.ts';
import { Stage } from './stage.ts';
import { addressOf, agreed, bids, dayAhead, hourAhead, lists } from './story.ts';

/** Points: a small phone held upright. */
const PHONE = { width: 390, height: 844 };

let stage: Stage;
let series: Series;

before(async () => {
  stage = await Stage.open({ history: true });
  await agreed(stage);
  series = await dayAhead(stage);
  await lists(stage, 'Helios', series, [
    ['2.512', 8],
    ['2.52', 120],
  ]);
  await lists(stage, 'Borealis', await hourAhead(stage), [['2.4', 8]]);
  await bids(stage, 'Lumen', series, '2.512', 3);
  await bids(stage, 'Lumen', series, '2.345', 40);
});
after(() => stage.close());

const pages = () => [
  '#/market',
  addressOf(series),
  '#/curve',
  '#/index',
  '#/capacity',
  ...['orders', 'holdings', 'deliveries', 'forwards', 'past'].map((part) => `#/mine?show=${part}`),
  ...['deliveries', 'units', 'issue'].map((part) => `#/operator?show=${part}`),
];

test('nothing is wider than a phone', () =>
  stage.showing(async () => {
    const desk = await stage.desk({ viewport: PHONE, hasTouch: true, isMobile: true });
    await desk.open('#/market');
    await desk.as('Helios');
    const wide: string[] = [];
    for (const page of pages()) {
      await desk.go(page);
      await desk.settled();
      const width = await desk.page.evaluate(() => document.documentElement.scrollWidth);
      if (width > PHONE.width) wide.push(`${page} is ${width} wide`);
    }
    assert.deepEqual(wide, []);
  }));

test('what is written can be read, in dark and in light', () =>
  stage.showing(async () => {
    const unread: string[] = [];
    for (const colorScheme of ['dark', 'light'] as const) {
      const desk = await stage.desk({ colorScheme });
      await desk.open('#/market');
      await desk.as('Helios');
      for (const page of pages()) {
        await desk.go(page);
        await desk.settled();
        const found = await desk.page.evaluate(faint);
        unread.push(...found.map((what) => `${colorScheme} ${page}: ${what}`));
      }
    }
    assert.deepEqual(unread, []);
  }));

test('an order is placed by keys alone', () =>
  stage.showing(async () => {
    const desk = await stage.desk();
    const { keyboard } = desk.page;
    await desk.open(addressOf(series));

    await tabTo(desk, /^Choose an account$/);
    await keyboard.press('Enter');
    await tabTo(desk, /^Parallax /);
    await keyboard.press('Enter');
    await desk.head.getByRole('button', { name: 'Parallax' }).waitFor();

    // The first stop of all leads past the navigation.
    await desk.page.reload();
    await desk.head.getByRole('button', { name: 'Parallax' }).waitFor();
    await desk.field('Limit price').waitFor();
    await tabTo(desk, /^Skip to the content$/, 1);
    await keyboard.press('Enter');
    await tabTo(desk, /^Limit price$/);
    await keyboard.type('2.511');
    await keyboard.press('ArrowUp');
    await desk.has('Limit price', '2.512');
    await tabTo(desk, /^Quantity$/);
    await keyboard.type('2');
    await keyboard.press('Enter');
    await desk.dialog().getByText('Network fee').waitFor();
    await tabTo(desk, /^Buy 2$/);
    await keyboard.press('Enter');
    assert.match(await desk.outcome(), /2 at 2\.512/);
    await tabTo(desk, /^Close$/);
    await keyboard.press('Enter');
    await desk.dialog().waitFor({ state: 'detached' });
  }));

/** Presses the tab key until what has the focus is called so, at most so many times. */
async function tabTo(desk: Desk, name: RegExp, most = 90): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n <= most; n += 1) {
    const focused = await desk.page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null;
      const text = at?.labels?.[0]?.textContent ?? at?.textContent ?? '';
      return { text: text.trim(), seen: at?.matches(':focus-visible') ?? false };
    });
    if (name.test(focused.text)) {
      assert.ok(focused.seen, `the focus on '${focused.text}' is seen`);
      return;
    }
    passed.push(focused.text.slice(0, 30));
    await desk.page.keyboard.press('Tab');
  }
  assert.fail(`${name} is not reached: ${passed.join(' | ')}`);
}

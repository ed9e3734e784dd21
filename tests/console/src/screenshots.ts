// Takes the pictures of docs/console.md, of a console on a living market.
//
//   npm --prefix tests/console run screenshots -- --console 'http://127.0.0.1:9720/' --out docs/screenshots

import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ApiPromise, connect, entries, people, type Agreement } from '@headroom/js';
import { eventually } from '@headroom/live-tests/feeder';
import type { BrowserContextOptions } from 'playwright-core';
import { launch } from './browser.ts';
import { Desk } from './desk.ts';

const { values } = parseArgs({
  options: {
    console: { type: 'string', default: 'http://127.0.0.1:9720/' },
    out: { type: 'string', default: 'docs/screenshots' },
    // Of the names, those that begin so.
    only: { type: 'string', default: '' },
  },
});

/** A market begins with nothing to see: so long it may take until there is something. */
const PATIENCE = 1_800_000;
/** What there has to be: hours of an index, and hours in which a series was traded. */
const HOURS = 36;
const TRADED = 8;
/** Bytes: pictures are fetched with every clone. */
const MOST = 200 * 1_024;

const WIDE = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const base = new URL(values.console);
const node = base.searchParams.get('node') ?? 'ws://127.0.0.1:9944';
const history = base.searchParams.get('history') ?? 'http://127.0.0.1:9710';

async function ask<T>(path: string): Promise<T | null> {
  const response = await fetch(new URL(path, history)).catch(() => null);
  return response?.ok ? ((await response.json()) as T) : null;
}

interface Ticker {
  series: string;
  trades: number;
}

/** The series of machine time whose price has the longest story; null while it is short. */
async function traded(): Promise<string | null> {
  const tickers = (await ask<Ticker[]>('/tickers')) ?? [];
  const months = tickers.filter(({ series }) => /^0\/0\/\d{4}-\d\d$/.test(series));
  const [most] = months.sort((one, two) => two.trades - one.trades);
  if (months.length === 0) return null;
  const candles = (await ask<unknown[]>(`/candles?series=${most.series}&every=3600`)) ?? [];
  return candles.length < TRADED ? null : most.series;
}

/** The first index, when it has a story. */
async function indexed(api: ApiPromise): Promise<number | null> {
  const all = await entries<[number], { first: number; next: number }>(api, 'index.indexes');
  const found = all
    .sort(([[one]], [[two]]) => one - two)
    .find(([, { first, next }]) => next - first >= HOURS);
  return found === undefined ? null : found[0][0];
}

/** Somebody who has agreed on something ahead. */
async function agreed(api: ApiPromise): Promise<string | null> {
  const who = await people();
  const all = await entries<[bigint], Agreement>(api, 'forward.agreements');
  const parties = all.flatMap(([, { buyer, seller }]) => [buyer.account, seller.account]);
  const names = ['Lumen', 'Parallax'] as const;
  return names.find((name) => parties.includes(who[name].address)) ?? null;
}

async function main(): Promise<void> {
  const api = await connect(node);
  const wait = <T>(what: string, look: () => Promise<T | null>) => {
    console.log(`waiting for ${what}`);
    return eventually(what, look, PATIENCE);
  };
  const series = await wait('a price with a story', traded);
  const index = await wait('an index with a story', () => indexed(api));
  const buyer = await wait('an agreement', () => agreed(api));
  await api.disconnect();

  const browser = await launch();
  const shoot = async (
    name: string,
    hash: string,
    options: BrowserContextOptions = {},
    who = buyer,
  ) => {
    if (!name.startsWith(values.only)) return;
    const context = await browser.newContext({
      ...WIDE,
      colorScheme: 'dark',
      reducedMotion: 'reduce',
      ...options,
    });
    await context.addInitScript('globalThis.__name = (of) => of');
    const desk = new Desk(await context.newPage(), (at) => {
      const url = new URL(base);
      url.hash = at;
      return url.href;
    });
    await desk.open('#/market');
    await desk.as(who);
    await desk.go(hash);
    await desk.page.mouse.move(0, 0);
    await desk.drawn();
    const path = join(resolve(process.env.INIT_CWD ?? '.', values.out), `${name}.png`);
    await desk.page.screenshot({ path });
    const { size } = await stat(path);
    console.log(`${path}: ${(size / 1_024).toFixed()} KiB`);
    if (size > MOST) throw new Error(`${name}.png is larger than ${MOST / 1_024} KiB`);
    await context.close();
  };
  // A month is traded now and then: in candles of four hours there is something to see.
  const month = `#/series/${series}?every=14400`;
  try {
    for (const colorScheme of ['dark', 'light'] as const) {
      await shoot(`market-${colorScheme}`, '#/market', { colorScheme });
      await shoot(`series-${colorScheme}`, month, { colorScheme });
    }
    await shoot('curve', '#/curve/0/0');
    await shoot('index', `#/index/${index}`);
    await shoot('capacity', '#/capacity/0');
    await shoot('mine', '#/mine?show=forwards');
    await shoot('operator', '#/operator?show=deliveries', {}, 'Helios');
    await shoot('phone', month, PHONE);
  } finally {
    await browser.close();
  }
}

await main();

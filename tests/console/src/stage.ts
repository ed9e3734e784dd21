// What a test of the page takes place on: a node, its history where the test wants one, the page on a
// server, and a browser.

import assert from 'node:assert/strict';
import {
  type ApiPromise,
  type Name,
  people,
  type Person,
  send,
  type Transaction,
} from '@headroom/js';
import { Node } from '@headroom/live-tests/node';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launch } from './browser.ts';
import { Desk } from './desk.ts';
import { History } from './history.ts';
import { Site } from './site.ts';

/** Longest wait for anything in the page, in milliseconds: a machine may do other things beside it. */
const PATIENCE = 30_000;

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

interface Asked {
  /** Whether there is a history. */
  history?: boolean;
}

export class Stage {
  private readonly desks: Desk[] = [];

  private constructor(
    public node: Node,
    public api: ApiPromise,
    readonly who: Record<Name, Person>,
    readonly history: History | null,
    private readonly site: Site,
    readonly browser: Browser,
  ) {}

  static async open({ history: wanted = false }: Asked = {}): Promise<Stage> {
    const node = await Node.start(['--dev']);
    const [api, who, site, history, browser] = await Promise.all([
      node.connect(),
      people(),
      Site.open(),
      wanted ? History.start(node.endpoint) : null,
      launch(),
    ]);
    return new Stage(node, api, who, history, site, browser);
  }

  /** The page's address, with the endpoints of this stage. */
  url(hash = ''): string {
    const url = new URL(this.site.url);
    url.searchParams.set('node', this.node.endpoint);
    url.searchParams.set('history', this.history?.endpoint ?? NOWHERE);
    url.hash = hash;
    return url.href;
  }

  /** Somebody at a browser of its own: nothing of anybody else's is kept in it. */
  async desk(options: BrowserContextOptions = {}): Promise<Desk> {
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    // The compiler of these files calls it in what it is given to run in the page.
    await context.addInitScript('globalThis.__name = (of) => of');
    const desk = new Desk(await context.newPage(), (hash) => this.url(hash));
    this.desks.push(desk);
    return desk;
  }

  /** Sends a call past the page. */
  readonly does = (name: Name, call: Transaction) => send(this.api, this.who[name], call);

  /** kill -9 of the node. */
  async kill(): Promise<void> {
    await this.node.kill();
  }

  /** The node again, with its data and where it was. */
  async again(): Promise<void> {
    this.node = await this.node.again(true);
    this.api = await this.node.connect();
  }

  /** Runs a test; where it fails, shows what everybody saw. */
  async showing<T>(test: () => Promise<T>): Promise<T> {
    try {
      const result = await this.node.showing(test);
      for (const desk of this.desks) assert.deepEqual(desk.errors, [], 'errors in the page');
      return result;
    } catch (error) {
      this.history?.showLog();
      for (const desk of this.desks) await desk.show();
      throw error;
    } finally {
      for (const desk of this.desks.splice(0)) await desk.page.context().close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.site.close();
    await this.history?.stop();
    await this.node.stop();
  }
}

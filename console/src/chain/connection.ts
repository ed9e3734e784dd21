// The one connection to a node: made, lost, found again, and made anew where another chain answers.

import { effect, signal } from '@preact/signals';
import { nodeEndpoint } from '../settings.ts';
import type { Chain } from './chain.ts';
import { follow, forget } from './head.ts';

export type LinkState = 'connecting' | 'ready' | 'lost';

export const link = signal<LinkState>('connecting');
/** Why there is no connection yet. */
export const linkProblem = signal<string | null>(null);
/** The chain; it stays while its node is lost, so that the page keeps what it shows. */
export const chain = signal<Chain | null>(null);

const RETRY = 1_000;

/** Which attempt is the present one: an older one that succeeds late is closed. */
let attempt = 0;

/** Connects to the chosen node, and again whenever another one is chosen. */
export function start(): void {
  effect(() => {
    const endpoint = nodeEndpoint.value;
    void reach(endpoint, (attempt += 1));
  });
}

async function reach(endpoint: string, mine: number): Promise<void> {
  const before = chain.peek();
  chain.value = null;
  forget();
  link.value = 'connecting';
  before?.close().catch(() => undefined);
  while (mine === attempt) {
    try {
      const { Chain } = await import('./chain.ts');
      const opened = await Chain.open(endpoint);
      if (mine !== attempt) {
        await opened.close();
        return;
      }
      watch(opened, mine);
      await follow(opened);
      chain.value = opened;
      link.value = 'ready';
      linkProblem.value = null;
      return;
    } catch (error) {
      linkProblem.value = String(error);
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}

function watch(opened: Chain, mine: number): void {
  const { api } = opened;
  api.on('disconnected', () => {
    if (mine === attempt) link.value = 'lost';
  });
  api.on('connected', () => {
    if (mine !== attempt) return;
    opened.js
      .raw<string>(api, 'chain_getBlockHash', 0)
      .then((genesis) => {
        if (mine !== attempt) return;
        if (genesis === opened.genesis) link.value = 'ready';
        else void reach(opened.endpoint, (attempt += 1));
      })
      // Lost again: the next 'connected' asks again.
      .catch(() => undefined);
  });
}

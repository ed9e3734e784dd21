// Who can sign: the accounts of a browser's extension, and on a dev chain the people whose keys
// everybody knows.

import { computed, effect, signal } from '@preact/signals';
import type { Person, Remote } from '@headroom/js';
import { operatorOf } from '../chain/catalogue.ts';
import type { Chain } from '../chain/chain.ts';
import { chain } from '../chain/connection.ts';
import { store, stored } from '../settings.ts';
import { enable, extensions, type Held } from './extension.ts';

export interface Account {
  address: string;
  name: string;
  /** "dev", or the extension's name. */
  source: string;
  signer: Person | Remote;
}

const dev = signal<Account[]>([]);
const held = signal<Record<string, Account[] | undefined>>({});

export const accounts = computed<Account[]>(() => [
  ...Object.values(held.value).flatMap((list) => list ?? []),
  ...dev.value,
]);

const chosen = signal<string | null>(stored('account'));

/** Who acts; null until somebody is chosen. */
export const account = computed<Account | null>(
  () => accounts.value.find(({ address }) => address === chosen.value) ?? null,
);

/** The address of who acts, also where nobody could sign for it now. */
export const me = computed<string | null>(() => account.value?.address ?? null);

export function choose(address: string | null): void {
  chosen.value = address;
  store('account', address);
}

/** Extensions that are there and not asked yet. */
export const askable = signal<string[]>([]);

const stops = new Map<string, () => void>();

/** Asks an extension for its accounts, now and whenever the page is opened again. */
export async function connectExtension(name: string): Promise<void> {
  const from = chain.peek();
  if (from === null) throw new Error('there is no connection yet');
  stops.get(name)?.();
  const stop = await enable(name, (list) => {
    held.value = { ...held.peek(), [name]: list.map((one) => ofExtension(from, name, one)) };
  });
  stops.set(name, stop);
  askable.value = askable.peek().filter((other) => other !== name);
  store('extensions', [...stops.keys()].join(' '));
  if (account.peek() === null) choose(held.peek()[name]?.[0]?.address ?? null);
}

/** An address is written in the form of the extension's settings; here it is in the chain's. */
function ofExtension({ api }: Chain, source: string, { address, name, signer }: Held): Account {
  const own = api.registry.createType('AccountId', address).toString();
  return {
    address: own,
    name: name === '' ? short(own) : name,
    source,
    signer: { address: own, signer },
  };
}

/**
 * The people of a dev chain, one after the other whenever there is nothing else to do: a key takes
 * longer to derive than a frame is, and the first view does not wait for fifteen of them.
 */
async function ofDev({ js }: Chain): Promise<Account[]> {
  const found: Account[] = [];
  for (const name of js.NAMES) {
    await idle();
    const signer = await js.person(name);
    found.push({ address: signer.address, name, source: 'dev', signer });
  }
  return found;
}

const idle = () =>
  new Promise<void>((resolve) => {
    // Not every browser has it.
    if (!('requestIdleCallback' in window)) setTimeout(resolve);
    else
      requestIdleCallback(
        () => {
          resolve();
        },
        { timeout: 100 },
      );
  });

/** Finds out who can sign, whenever there is a chain to sign for. */
export function start(): void {
  effect(() => {
    const from = chain.value;
    if (from === null) return;
    const known = (stored('extensions') ?? '').split(' ').filter((name) => name !== '');
    const there = extensions();
    askable.value = there;
    for (const name of there.filter((one) => known.includes(one))) {
      connectExtension(name).catch(() => undefined);
    }
    if (!from.dev) dev.value = [];
    else {
      ofDev(from).then(
        (people) => {
          if (chain.peek() === from) dev.value = people;
        },
        () => undefined,
      );
    }
  });
}

/** "5GrwvaEF…GKutQY" */
export const short = (address: string): string => `${address.slice(0, 6)}…${address.slice(-6)}`;

/** What somebody is called: here, or as an operator; else a short form of the address. */
export function nameOf(address: string): string {
  return (
    accounts.value.find((one) => one.address === address)?.name ??
    operatorOf(address)?.name ??
    short(address)
  );
}

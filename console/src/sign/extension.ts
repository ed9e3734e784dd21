// Browser extensions that hold keys: all of them put themselves into `window.injectedWeb3`.

import type { Remote } from '@headroom/js';

interface Injected {
  accounts: {
    get: () => Promise<{ address: string; name?: string }[]>;
    subscribe: (tell: (accounts: { address: string; name?: string }[]) => void) => () => void;
  };
  signer: Remote['signer'];
}

interface Extension {
  version?: string;
  enable?: (origin: string) => Promise<Injected>;
}

declare global {
  interface Window {
    injectedWeb3?: Record<string, Extension | undefined>;
  }
}

/** Under which name the page asks an extension for its accounts. */
const ORIGIN = 'Headroom';

/** The names of the extensions that are there. */
export function extensions(): string[] {
  return Object.entries(window.injectedWeb3 ?? {}).flatMap(([name, extension]) =>
    extension?.enable === undefined ? [] : [name],
  );
}

export interface Held {
  address: string;
  name: string;
  signer: Remote['signer'];
}

/**
 * Asks an extension for its accounts, which it may ask its user about, and tells of them whenever
 * they change. Returns how to stop that.
 */
export async function enable(name: string, tell: (held: Held[]) => void): Promise<() => void> {
  const extension = window.injectedWeb3?.[name];
  if (extension?.enable === undefined) throw new Error(`there is no extension '${name}'`);
  const { accounts, signer } = await extension.enable(ORIGIN);
  const held = (list: { address: string; name?: string }[]) =>
    list.map(({ address, name = '' }) => ({ address, name, signer }));
  tell(held(await accounts.get()));
  return accounts.subscribe((list) => {
    tell(held(list));
  });
}

// The accounts of the dev and local chains: keys derived from the public development phrase, which
// is polkadot-js's default.

import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { cryptoWaitReady, encodeAddress } from '@polkadot/util-crypto';

const SS58 = 42;

export type Person = KeyringPair;

export const NAMES = [
  'Alice',
  'Bob',
  'Helios',
  'Borealis',
  'Charlie',
  'Dave',
  'Lumen',
  'Parallax',
  'Attestor',
  'Arbiter',
  'Argus',
  'Beacon',
  'Census',
  'Datum',
  'Echo',
] as const;
export type Name = (typeof NAMES)[number];

/** Who may report to the index. */
export const REPORTERS = ['Argus', 'Beacon', 'Census', 'Datum', 'Echo'] as const;

/** Somebody of the genesis presets. */
export async function person(name: Name): Promise<Person> {
  await cryptoWaitReady();
  return new Keyring({ type: 'sr25519', ss58Format: SS58 }).addFromUri(`//${name}`, { name });
}

/** Everyone of the genesis presets, by name. */
export async function people(): Promise<Record<Name, Person>> {
  const everyone = NAMES.map(async (name) => [name, await person(name)] as const);
  return Object.fromEntries(await Promise.all(everyone)) as Record<Name, Person>;
}

/** The account that fees go to: a pallet's, without a key. */
export const FEES = palletAccount('hdrm/fee');

/** The account of a pallet: "modl", its id, and zeros. */
export function palletAccount(id: string): string {
  const bytes = new Uint8Array(32);
  bytes.set(new TextEncoder().encode(`modl${id}`));
  return encodeAddress(bytes, SS58);
}

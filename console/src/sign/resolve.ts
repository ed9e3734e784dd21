// Whom somebody means: an address, or a name that the page knows.

import { catalogue } from '../chain/catalogue.ts';
import { chain } from '../chain/connection.ts';
import { accounts } from './accounts.ts';

/** The address, in the chain's form; null where it is neither a name nor an address. */
export function resolveAccount(text: string): string | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return null;
  const known = accounts.peek().find(({ name }) => name.toLowerCase() === wanted);
  if (known !== undefined) return known.address;
  const operator = Object.entries(catalogue.peek().operators).find(
    ([, one]) => one?.name.toLowerCase() === wanted,
  );
  if (operator !== undefined) return operator[0];
  try {
    return chain.peek()?.api.registry.createType('AccountId', text.trim()).toString() ?? null;
  } catch {
    return null;
  }
}

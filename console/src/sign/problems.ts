// Why something cannot be done, as the chain itself would say it: the error's name, and the sentence
// that the chain's metadata has for it.

import { chain } from '../chain/connection.ts';
import { has, t } from '../text/index.ts';

type Errors = Record<
  string,
  Record<string, { meta: { docs: { toString(): string }[] } } | undefined> | undefined
>;

/** "capacity.GateClosed: The gate has closed: …" */
export function sayProblem(name: string): string {
  const key = `error.${name}`;
  if (has(key)) return `${name}: ${t(key)}`;
  const [pallet, error] = name.split('.');
  const errors = chain.peek()?.api.errors as Errors | undefined;
  const docs = errors?.[pallet]?.[error]?.meta.docs.map(String).join(' ').trim();
  return docs ? `${name}: ${docs}` : name;
}

export const sayProblems = (names: readonly string[]): string[] => names.map(sayProblem);

// Thousandths of a unit-hour as people write and read them: 96,000 of them are "96".

import { grouped } from './amount.ts';

/** Exact: at most three decimals. */
export function showMilli(milli: bigint): string {
  const fraction = String(milli % 1_000n)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${grouped(milli / 1_000n)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** What somebody typed, with at most three decimals; null for anything else. */
export function parseMilli(text: string): bigint | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, whole, fraction = ''] = match;
  return BigInt(whole.replaceAll(',', '')) * 1_000n + BigInt(fraction.padEnd(3, '0'));
}

// An event's fields in a line: names of accounts and series in place of what the chain stores.

import type { Series } from '@headroom/js';
import { seriesName } from '../../chain/catalogue.ts';
import { nameOf } from '../../sign/accounts.ts';

const ADDRESS = /^5[1-9A-HJ-NP-Za-km-z]{46,48}$/;

function say(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') {
    if (ADDRESS.test(value)) return nameOf(value);
    return /^0x[0-9a-f]{20,}$/.test(value) ? `${value.slice(0, 12)}…` : value;
  }
  if (Array.isArray(value)) return value.map(say).join(', ');
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value !== 'object') return '';
  if ('product' in value && 'zone' in value && 'period' in value) {
    return seriesName(value as Series);
  }
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${say(inner)}`)
    .join(' ');
}

export const sayFields = (fields: Record<string, unknown>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${say(value)}`)
    .join(' · ');

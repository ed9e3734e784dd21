// What there is to trade, and who sells it: products, zones, markets, operators. Kept in the browser,
// so that the next first view has names before there is a connection.

import { effect, signal } from '@preact/signals';
import { type Series, showPeriod } from '@headroom/js';
import { store, stored } from '../settings.ts';
import { equal } from '../calc/equal.ts';
import { decimalsOf } from '../calc/amount.ts';
import { textOf as text } from '../calc/hex.ts';
import { uses } from '../uses.ts';
import type { Chain } from './chain.ts';
import { chain } from './connection.ts';
import { hour, onBlock } from './head.ts';

export interface Weights {
  input: number;
  cached: number;
  output: number;
}

export interface Product {
  id: number;
  /** Such as "h100-sxm", with its version behind an @ where there are several. */
  name: string;
  version: number;
  tick: bigint;
  lot: number;
  /** Decimals that its prices can have. */
  decimals: number;
  /** How raw token counts are weighted, in thousandths; null for machine time. */
  weights: Weights | null;
  /** What a unit is: the fields of the metadata. */
  deliverable: Record<string, unknown>;
  lowestTier: number;
  retired: boolean;
}

export interface Zone {
  id: number;
  name: string;
  region: string;
  /** Two letters. */
  jurisdiction: string;
}

export interface Market {
  product: number;
  zone: number;
  /** What capacity is worth, per unit and hour. */
  reference: bigint;
  paused: boolean;
  /** The number of its index. */
  index: number | null;
}

export interface Operator {
  name: string;
  bond: bigint;
  inDebt: boolean;
}

export interface Catalogue {
  genesis: string;
  products: Product[];
  zones: Zone[];
  markets: Market[];
  /** By address. */
  operators: Record<string, Operator | undefined>;
}

const NONE: Catalogue = { genesis: '', products: [], zones: [], markets: [], operators: {} };

/** JSON has no bigint. */
const pack = (catalogue: Catalogue): string =>
  JSON.stringify(catalogue, (_, value: unknown) =>
    typeof value === 'bigint' ? { big: String(value) } : value,
  );
const unpack = (packed: string): Catalogue =>
  JSON.parse(packed, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'big' in value && typeof value.big === 'string'
      ? BigInt(value.big)
      : value,
  ) as Catalogue;

function remembered(): Catalogue {
  try {
    return unpack(stored('catalogue') ?? '');
  } catch {
    return NONE;
  }
}

export const catalogue = signal<Catalogue>(remembered());

interface StoredProduct {
  name: string;
  version: number;
  deliverable: { GpuHours: Fields } | { Tokens: Fields & { weights: Weights } };
  tick: bigint;
  lot: number;
  lowestTier: number;
  retired: boolean;
}
type Fields = Record<string, unknown>;

async function load(from: Chain): Promise<Catalogue> {
  const [products, zones, markets, operators] = await Promise.all([
    from.entries<[number], StoredProduct>('capacity.products'),
    from.entries<[number], Record<'name' | 'region' | 'jurisdiction', string>>('capacity.zones'),
    from.entries<[number, number], Omit<Market, 'product' | 'zone'>>('capacity.markets'),
    from.entries<[string], { name: string; bond: bigint; inDebt: boolean }>('capacity.operators'),
  ]);
  const named = products.map(([[id], { name, ...product }]) => ({ id, base: text(name), product }));
  const latest = new Map<string, number>();
  for (const { base, product } of named) {
    latest.set(base, Math.max(latest.get(base) ?? 0, product.version));
  }
  const byId = (one: { id: number }, two: { id: number }) => one.id - two.id;
  return {
    genesis: from.genesis,
    products: named
      .map(({ id, base, product: { deliverable, ...product } }) => ({
        ...product,
        id,
        name: latest.get(base) === product.version ? base : `${base}@${product.version}`,
        decimals: decimalsOf(product.tick),
        weights: 'Tokens' in deliverable ? deliverable.Tokens.weights : null,
        deliverable: readable('Tokens' in deliverable ? deliverable.Tokens : deliverable.GpuHours),
      }))
      .sort(byId),
    zones: zones
      .map(([[id], zone]) => ({
        id,
        name: text(zone.name),
        region: text(zone.region),
        jurisdiction: text(zone.jurisdiction),
      }))
      .sort(byId),
    markets: markets
      .map(([[product, zone], market]) => ({ ...market, product, zone }))
      .sort((one, two) => one.product - two.product || one.zone - two.zone),
    operators: Object.fromEntries(
      operators.map(([[address], { name, bond, inDebt }]) => [
        address,
        { name: text(name), bond, inDebt },
      ]),
    ),
  };
}

/** Names in bytes as text. */
const readable = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('0x') ? text(value) : value,
    ]),
  );

const CHANGES =
  /^capacity\.(Product|Zone|Market|Reference|Operator|StandingChanged)|^index\.Index|^cash\.Debt/;

/** Keeps the catalogue as the chain has it. */
export function start(): void {
  let loading = false;
  const look = async () => {
    const from = chain.peek();
    if (from === null || loading) return;
    loading = true;
    try {
      const found = await load(from);
      if (from === chain.peek() && !equal(found, catalogue.peek())) {
        catalogue.value = found;
        store('catalogue', pack(found));
      }
    } catch {
      // The node went away: there is another look with the next hour or connection.
    } finally {
      loading = false;
    }
  };
  effect(() => {
    uses(hour.value);
    if (chain.value !== null) void look();
  });
  onBlock(({ events, gap }) => {
    if (gap || events.some(({ name }) => CHANGES.test(name))) void look();
  });
}

// --- Names --------------------------------------------------------------------------------------

export const productOf = (id: number): Product | undefined =>
  catalogue.value.products.find((product) => product.id === id);

export const zoneOf = (id: number): Zone | undefined =>
  catalogue.value.zones.find((zone) => zone.id === id);

export const marketOf = (product: number, zone: number): Market | undefined =>
  catalogue.value.markets.find((market) => market.product === product && market.zone === zone);

/** An operator by its address. */
export const operatorOf = (address: string): Operator | undefined =>
  catalogue.value.operators[address];

/** "h100-sxm/cn-nx/2027-03": as people write a series. */
export function seriesName({ product, zone, period }: Series): string {
  const [what, where] = [productOf(product)?.name, zoneOf(zone)?.name];
  return `${what ?? `#${product}`}/${where ?? `#${zone}`}/${showPeriod(period).replace(' Q', '-Q')}`;
}

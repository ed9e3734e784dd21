// What one account has: cash and claims, orders, units, offers and agreements.

import type { Holding, Series, Side, Unit, UnitRecord } from '@headroom/js';
import type { Line, LineStanding } from '../calc/capacity.ts';
import type { Agreement, Offer, Standing } from '../calc/forward.ts';
import { byTime } from '../calc/period.ts';
import type { Chain } from './chain.ts';

export interface Cash {
  free: bigint;
  held: bigint;
  debt: bigint;
  /** "capacity.Bond" and how much. */
  holds: { reason: string; amount: bigint }[];
  /** The asset behind cash that lies outside it. */
  backing: bigint;
}

interface StoredCash {
  free: bigint;
  debt: bigint;
  holds: { id: Record<string, string>; amount: bigint }[];
}

export async function readCash(chain: Chain, who: string, asset: number): Promise<Cash> {
  const [stored, backing] = await Promise.all([
    chain.read<StoredCash>('cash.accounts', who),
    chain.read<{ balance: bigint } | null>('assets.account', asset, who),
  ]);
  const holds = stored.holds.map(({ id, amount }) => {
    const [[pallet, reason]] = Object.entries(id);
    return { reason: `${pallet}.${reason}`, amount };
  });
  return {
    free: stored.free,
    debt: stored.debt,
    held: holds.reduce((sum, { amount }) => sum + amount, 0n),
    holds,
    backing: backing?.balance ?? 0n,
  };
}

/** Somebody owes somebody. */
export interface Claim {
  debtor: string;
  creditor: string;
  amount: bigint;
  /** Free cash of the debtor: what can be paid now. */
  payable: bigint;
}

/** Both ways. */
export async function readClaims(chain: Chain, who: string): Promise<Claim[]> {
  const all = await chain.entries<[string, string], bigint>('cash.claims');
  const own = all.filter(([parties]) => parties.includes(who));
  return Promise.all(
    own.map(async ([[debtor, creditor], amount]) => {
      const { free } = await chain.read<StoredCash>('cash.accounts', debtor);
      return { debtor, creditor, amount, payable: free };
    }),
  );
}

export interface OpenOrder {
  series: Series;
  seq: bigint;
  side: Side;
  price: bigint;
  quantity: number;
  /** Basis points. */
  fee: bigint;
  cover: bigint;
  until: number | null;
}

interface StoredOrder {
  seq: bigint;
  ticks: number;
  side: { Bid: null } | { Ask: { operator: string } };
  quantity: number;
  fee: number;
  cover: bigint;
  until: bigint | null;
}

const ORDER_PAGE = 32;
const UNIT_PAGE = 100;

/** Reads page after page, until one is not full. */
async function pages<K, V>(
  size: number,
  read: (after: K | null) => Promise<[K, V][]>,
): Promise<[K, V][]> {
  const all: [K, V][] = [];
  for (;;) {
    const page = await read(all.at(-1)?.[0] ?? null);
    all.push(...page);
    if (page.length < size) return all;
  }
}

export async function readOrders(
  chain: Chain,
  who: string,
  tickOf: (product: number) => bigint,
): Promise<OpenOrder[]> {
  const all = await pages<Series, StoredOrder[]>(ORDER_PAGE, (after) =>
    chain.ask('spotApi.orders', who, after, ORDER_PAGE),
  );
  all.sort(([one], [two]) => byTime(one.period, two.period));
  return all.flatMap(([series, orders]) =>
    orders.map(({ ticks, fee, until, seq, side, quantity, cover }) => ({
      series,
      seq,
      side: 'Ask' in side ? side : 'Bid',
      quantity,
      cover,
      price: BigInt(ticks) * tickOf(series.product),
      fee: BigInt(fee),
      until: until === null ? null : Number(until),
    })),
  );
}

export interface Owned extends Holding {
  unit: Unit;
  /** Null where the unit has ended. */
  record: UnitRecord | null;
}

/** Units of others in one's hands, earlier periods first. */
export async function readHoldings(chain: Chain, who: string): Promise<Owned[]> {
  const all = await pages<Unit, Holding>(UNIT_PAGE, (after) =>
    chain.ask('capacityApi.holdings', who, after, UNIT_PAGE),
  );
  const keys = all.map(([{ operator, series }]) => [operator, series]);
  const records = keys.length === 0 ? [] : await chain.api.query.capacity.units.multi(keys);
  return all
    .map(([unit, holding], n) => ({
      unit,
      ...holding,
      record: chain.js.plain(records[n]) as UnitRecord | null,
    }))
    .sort((one, two) => byTime(one.unit.series.period, two.unit.series.period));
}

/** What an operator has issued and not seen ended, earlier periods first. */
export async function readIssued(chain: Chain, who: string): Promise<[Series, UnitRecord][]> {
  const all = await pages<Series, UnitRecord>(UNIT_PAGE, (after) =>
    chain.ask('capacityApi.issued', who, after, UNIT_PAGE),
  );
  return all.sort(([one], [two]) => byTime(one.period, two.period));
}

export interface OperatorState {
  bond: bigint;
  inDebt: boolean;
  lines: (LineStanding & { line: Line | null })[];
}

/** Null for somebody who is none. */
export async function readOperator(chain: Chain, who: string): Promise<OperatorState | null> {
  interface Stored {
    bond: bigint;
    inDebt: boolean;
    lines: LineStanding[];
  }
  const found = await chain.read<Stored | null>('capacity.operators', who);
  if (found === null) return null;
  const { bond, inDebt, lines } = found;
  const attested = await Promise.all(
    lines.map(async (standing) => {
      const key = [standing.product, standing.zone];
      return { ...standing, line: await chain.read<Line | null>('capacity.lines', who, key) };
    }),
  );
  return { bond, inDebt, lines: attested };
}

/** Every item of a list of `forwardApi`. */
async function numbered<T>(chain: Chain, path: string, who: string | null): Promise<[bigint, T][]> {
  const all: [bigint, T][] = [];
  for (let from: bigint | null = 0n; from !== null;) {
    const [page, next]: [[bigint, T][], bigint | null] = await chain.ask(path, who, from);
    all.push(...page);
    from = next;
  }
  return all;
}

export interface OwnAgreement {
  id: bigint;
  agreement: Agreement;
  standing: Standing;
}

export async function readAgreements(chain: Chain, who: string): Promise<OwnAgreement[]> {
  const all = await numbered<Agreement>(chain, 'forwardApi.agreements', who);
  const found = await Promise.all(
    all.map(async ([id, agreement]) => {
      const standing = await chain.ask<Standing | null>('forwardApi.standing', id);
      return standing === null ? [] : [{ id, agreement, standing }];
    }),
  );
  return found.flat();
}

/** Those that one has made, and those that one may accept. */
export async function readOffers(chain: Chain, who: string): Promise<[bigint, Offer][]> {
  const all = await numbered<Offer>(chain, 'forwardApi.offers', null);
  return all.filter(
    ([, { maker, counterparty }]) => maker === who || counterparty === null || counterparty === who,
  );
}

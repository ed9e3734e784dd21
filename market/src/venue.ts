// What everyone on the market knows: who is who, what there is to trade, and how to tell of it.

import {
  type ApiPromise,
  CallFailed,
  entries,
  hoursOf,
  type Name,
  now,
  people,
  type Person,
  type Receipt,
  send,
  type Series,
  showPeriod,
  spanOf,
  total,
  type Transaction,
} from '@headroom/js';
import { type Act, together } from './batch.ts';
import { type Market, worthOf } from './worth.ts';

/** What the market has to know of a product. */
export interface Product {
  name: string;
  tick: bigint;
  lot: number;
  /** Weights of input, cached and output tokens in thousandths; null for machine time. */
  weights: { input: number; cached: number; output: number } | null;
}

interface StoredProduct {
  name: string;
  tick: bigint;
  lot: number;
  deliverable: { Tokens: { weights: Product['weights'] } } | { GpuHours: unknown };
}

/** A product in a zone. */
export type Place = Pick<Series, 'product' | 'zone'>;

const text = (hex: string): string => Buffer.from(hex.slice(2), 'hex').toString('utf8');

/** What people are about to do, by person. */
export class Acts {
  private readonly of = new Map<Person, Act[]>();

  constructor(private readonly venue: Venue) {}

  add(person: Person, act: Act): void {
    this.of.set(person, [...(this.of.get(person) ?? []), act]);
  }

  async send(): Promise<void> {
    for (const [person, acts] of this.of) await this.venue.actAll(person, acts);
  }
}

/** Accounts that are left to whoever tries the chain. */
const VISITORS: readonly string[] = ['Charlie', 'Dave'] satisfies Name[];

export class Venue {
  private readonly names: Map<string, string>;

  private constructor(
    readonly api: ApiPromise,
    readonly who: Record<Name, Person>,
    readonly products: Map<number, Product>,
    readonly zones: Map<number, string>,
    /** What is traded, by product and zone. */
    readonly markets: readonly Place[],
    private readonly seed: string,
    /** Milliseconds before a period begins at which nominations close. */
    readonly gateLead: number,
    /** Milliseconds before the gate at which trading stops. */
    readonly tradingStop: number,
    /** Millionths. */
    readonly minOrderValue: bigint,
  ) {
    this.names = new Map(Object.entries(who).map(([name, { address }]) => [address, name]));
  }

  static async open(api: ApiPromise, seed: string): Promise<Venue> {
    const products = await entries<[number], StoredProduct>(api, 'capacity.products');
    const zones = await entries<[number], { name: string }>(api, 'capacity.zones');
    const markets = await entries<[number, number], unknown>(api, 'capacity.markets');
    const places = markets.map(([[product, zone]]) => ({ product, zone }));
    const constant = (name: string) => Number(String(api.consts.spot[name]));
    return new Venue(
      api,
      await people(),
      new Map(
        products.map(([[id], { name, tick, lot, deliverable }]) => {
          const weights = 'Tokens' in deliverable ? deliverable.Tokens.weights : null;
          return [id, { name: text(name), tick, lot, weights }];
        }),
      ),
      new Map(zones.map(([[id], { name }]) => [id, text(name)])),
      places.sort((one, other) => one.product - other.product || one.zone - other.zone),
      seed,
      constant('gateLead'),
      constant('tradingStop'),
      BigInt(String(api.consts.spot.minOrderValue)),
    );
  }

  now(): Promise<number> {
    return now(this.api);
  }

  /** A market by its names. */
  named({ product, zone }: Place): Market {
    const { name, weights } = this.products.get(product)!;
    return { product: name, zone: this.zones.get(zone)!, machineTime: weights === null };
  }

  /** What a series is worth at a moment: millionths per unit and hour. */
  worth(series: Series, moment: number): bigint {
    const worth = worthOf(this.seed, this.named(series), series.period, moment);
    return BigInt(Math.round(worth * 1e6));
  }

  /** Until when a series trades. */
  stop({ period }: Series): number {
    return spanOf(period).start - this.gateLead - this.tradingStop;
  }

  /** A price near `base`, `thousandths` of it, on the product's tick. */
  onTick({ product }: Series, base: bigint, thousandths: number): bigint {
    const { tick } = this.products.get(product)!;
    const ticks = (base * BigInt(Math.round(thousandths * 100))) / 100_000n / tick;
    return (ticks > 0n ? ticks : 1n) * tick;
  }

  /** Whole lots, at least one. */
  inLots({ product }: Series, quantity: number): number {
    const { lot } = this.products.get(product)!;
    return Math.max(1, Math.floor(quantity / lot)) * lot;
  }

  /** How many units people deal in: of tokens, which are worth less each, some more. */
  sized({ product }: Series, quantity: number): number {
    return this.products.get(product)!.weights === null ? quantity : quantity * 20;
  }

  /** Whether an order is worth enough for the book. */
  isEnough({ period }: Series, price: bigint, quantity: number): boolean {
    return total(price, quantity, hoursOf(period)) >= this.minOrderValue;
  }

  /** "h100-sxm, no-1, 2027-03-01 14:00" */
  show(series: Series): string {
    return `${this.place(series)}, ${showPeriod(series.period)}`;
  }

  /** "h100-sxm, no-1" */
  place({ product, zone }: Place): string {
    return `${this.products.get(product)!.name}, ${this.zones.get(zone)!}`;
  }

  /** "Helios", or the beginning of an address that is nobody's here. */
  nameOf(address: string): string {
    return this.names.get(address) ?? `${address.slice(0, 8)}…`;
  }

  /** Who the market acts for; null for an account of somebody else's, or of a visitor. */
  personOf(address: string): Person | null {
    const name = this.names.get(address) as Name | undefined;
    return name === undefined || VISITORS.includes(name) ? null : this.who[name];
  }

  /** One line: the chain's time, who, and what. */
  async say(who: string, what: string): Promise<void> {
    const time = new Date(await this.now()).toISOString().slice(0, 16).replace('T', ' ');
    console.log(`${time}  ${who.padEnd(10)} ${what}`);
  }

  /** Sends calls of one person together, and tells of each. One that fails leaves the others be. */
  async actAll(person: Person, acts: readonly Act[]): Promise<void> {
    for (const lines of await together(this.api, person, acts)) {
      if (lines !== null) await this.say(this.nameOf(person.address), lines);
    }
  }

  /** Sends a call and tells of it; a call that fails is told as well, and gives null. */
  async act(
    person: Person,
    call: Transaction,
    line: Act['line'],
    quiet: readonly string[] = [],
  ): Promise<Receipt | null> {
    const name = this.nameOf(person.address);
    try {
      const receipt = await send(this.api, person, call);
      const what = typeof line === 'string' ? line : line(receipt);
      if (what !== null) await this.say(name, what);
      return receipt;
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (!quiet.includes(error.error)) await this.say(name, `is refused: ${error.message}`);
      return null;
    }
  }
}

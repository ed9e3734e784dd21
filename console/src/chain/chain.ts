// A chain that the page speaks to. This module is fetched when the page is shown already: all of
// polkadot-js comes with it.

import * as js from '@headroom/js';
import type { ApiPromise } from '@headroom/js';

interface Codec {
  toString: () => string;
}

export type Js = typeof js;

/** What runs behind an endpoint. */
export class Chain {
  private constructor(
    readonly endpoint: string,
    /** The whole of `@headroom/js`: its calls take {@link api}. */
    readonly js: Js,
    readonly api: ApiPromise,
    readonly genesis: string,
    /** Such as "Headroom development". */
    readonly name: string,
    /** Whether everybody knows the keys of its people. */
    readonly dev: boolean,
    /** Whether its clock can be set forward. */
    readonly clock: boolean,
  ) {}

  /** Connects; rejects where there is no node. */
  static async open(endpoint: string): Promise<Chain> {
    const api = await js.connect(endpoint);
    const [name, type, { methods }] = await Promise.all([
      js.raw<string>(api, 'system_chain'),
      js.raw<string>(api, 'system_chainType'),
      js.raw<{ methods: string[] }>(api, 'rpc_methods'),
    ]);
    const dev = type === 'Development' || type === 'Local';
    const clock = methods.includes('dev_advanceTime');
    return new Chain(endpoint, js, api, api.genesisHash.toHex(), name, dev, clock);
  }

  /** What a runtime API says now, plain: `ask<Depth>('spotApi.depth', series, 20)`. */
  ask<T>(path: string, ...args: unknown[]): Promise<T> {
    return js.ask<T>(this.api, path, ...args);
  }

  /** What is stored now, plain: `read<number>('timestamp.now')`. */
  read<T>(path: string, ...keys: unknown[]): Promise<T> {
    return js.read<T>(this.api, path, ...keys);
  }

  /** Every entry of a small map, plain. */
  entries<K extends unknown[], V>(path: string): Promise<[K, V][]> {
    return js.entries<K, V>(this.api, path);
  }

  /** A constant of the runtime: `constant('spot.takerFee')`. */
  constant(path: string): bigint {
    const [pallet, name] = path.split('.');
    const consts = this.api.consts as Record<string, Record<string, Codec | undefined> | undefined>;
    const value = consts[pallet]?.[name];
    if (value === undefined) throw new Error(`the chain has no constant ${path}`);
    return BigInt(value.toString());
  }

  async close(): Promise<void> {
    await this.api.disconnect();
  }
}

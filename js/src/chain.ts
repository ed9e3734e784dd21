// Connecting, sending, reading and, on a dev chain, setting the clock.

import { ApiPromise, WsProvider } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import { Compact, Enum, GenericAccountId, Option, Raw, Struct } from '@polkadot/types';
import { AbstractInt } from '@polkadot/types-codec';
import type { DispatchError, EventRecord } from '@polkadot/types/interfaces';
import type { Codec, ISubmittableResult, Signer } from '@polkadot/types/types';
import type { Person } from './people.ts';

export type Transaction = SubmittableExtrinsic<'promise'>;
export type { ApiPromise };

/** A call that was put into a block and failed there. `error` is such as "spot.PriceNotOnTick". */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';

  constructor(
    readonly call: string,
    readonly error: string,
    /** What the metadata says of it. */
    readonly docs: string,
  ) {
    super(`${call} failed: ${error}${docs === '' ? '' : ` (${docs})`}`);
  }
}

/** What a transaction did. */
export interface Receipt {
  /** The block that it is in. */
  block: string;
  /** Its place in the block. */
  index: number;
  /** What it told, in order, in the form of {@link Told}. */
  events: Told[];
  /** The fields of the only event of this name, such as "spot.Filled"; anything else throws. */
  only: (name: string) => Fields;
  /** The fields of every event of this name. */
  all: (name: string) => Fields[];
}

/** An event's fields, as {@link plain} gives them. */
export type Fields = Record<string, unknown>;

export interface Told {
  /** Such as "spot.Filled". */
  name: string;
  fields: Fields;
}

/** Connects to a node; rejects when there is none. */
export async function connect(endpoint: string): Promise<ApiPromise> {
  const provider = new WsProvider(endpoint, 500, {}, 120_000);
  try {
    const api = await ApiPromise.create({
      provider,
      noInitWarn: true,
      throwOnConnect: true,
      throwOnUnknown: true,
    });
    providers.set(api, provider);
    return api;
  } catch (error) {
    // It would try again for ever, for nobody.
    await provider.disconnect();
    throw error;
  }
}

/** What each API speaks through: polkadot-js keeps it to itself. */
const providers = new WeakMap<ApiPromise, WsProvider>();

/** Somebody whose key is elsewhere, such as in an extension of the browser. */
export interface Remote {
  address: string;
  signer: Signer;
}

/**
 * Signs a call, sends it and waits until it is in a block, or in a finalised one.
 *
 * Rejects with {@link CallFailed} where the call failed, also one within a batch or sudo.
 */
export async function send(
  api: ApiPromise,
  signer: Person | Remote,
  call: Transaction,
  until: 'inBlock' | 'finalised' = 'inBlock',
): Promise<Receipt> {
  const [who, options] =
    'signer' in signer ? [signer.address, { signer: signer.signer }] : [signer, {}];
  const result = await new Promise<ISubmittableResult>((resolve, reject) => {
    let unsubscribe: (() => void) | undefined;
    let done = false;
    const finish = (act: () => void) => {
      if (done) return;
      done = true;
      unsubscribe?.();
      act();
    };
    call
      .signAndSend(who, { nonce: -1, ...options }, (update) => {
        const { status } = update;
        if (status.isFinalized || (until === 'inBlock' && status.isInBlock)) {
          finish(() => {
            resolve(update);
          });
        } else if (update.isError) {
          finish(() => {
            reject(new Error(`${nameOf(call)} was dropped: ${status.type}`));
          });
        }
      })
      .then((stop) => {
        unsubscribe = stop;
        if (done) stop();
      })
      .catch((error: unknown) => {
        finish(() => {
          reject(error instanceof Error ? error : new Error(String(error)));
        });
      });
  });

  const failed = result.dispatchError ?? innerError(result.events);
  if (failed !== undefined) {
    const { name, docs } = errorOf(api, failed);
    throw new CallFailed(nameOf(call), name, docs);
  }
  const { status } = result;
  const block = (status.isFinalized ? status.asFinalized : status.asInBlock).toHex();
  return receipt(block, result.txIndex ?? -1, result.events.map(told));
}

/** The name of the error that a call fails with; a call that succeeds throws. */
export async function failure(api: ApiPromise, signer: Person, call: Transaction): Promise<string> {
  try {
    await send(api, signer, call);
  } catch (error) {
    if (error instanceof CallFailed) return error.error;
    throw error;
  }
  throw new Error(`${nameOf(call)} succeeded, and should have failed`);
}

/** "spot.placeOrder" of a transaction or of a call. */
export function nameOf(call: Transaction): string {
  return `${call.method.section}.${call.method.method}`;
}

/** "spot.PriceNotOnTick" and what the metadata says of it. */
export function errorOf(api: ApiPromise, error: DispatchError): { name: string; docs: string } {
  if (!error.isModule) {
    const detail = error.isToken
      ? `.${error.asToken.type}`
      : error.isArithmetic
        ? `.${error.asArithmetic.type}`
        : '';
    return { name: `${error.type}${detail}`, docs: '' };
  }
  const { section, name, docs } = api.registry.findMetaError(error.asModule);
  return { name: `${section}.${name}`, docs: docs.join(' ').trim() };
}

/** sudo and batches succeed themselves when the call inside fails: their events say so. */
function innerError(events: EventRecord[]): DispatchError | undefined {
  for (const { event } of events) {
    const name = `${event.section}.${event.method}`;
    if (name === 'sudo.Sudid') {
      const [result] = event.data as unknown as [{ isErr: boolean; asErr: DispatchError }];
      if (result.isErr) return result.asErr;
    }
    if (name === 'utility.BatchInterrupted') {
      const [, error] = event.data as unknown as [unknown, DispatchError];
      return error;
    }
  }
  return undefined;
}

/** An event by its name and its fields' names. */
export function told({ event }: EventRecord): Told {
  const names = event.data.names ?? event.data.map((_, n) => String(n));
  const fields = Object.fromEntries(names.map((name, n) => [name, plain(event.data[n])]));
  return { name: `${event.section}.${event.method}`, fields };
}

/**
 * A value of the chain as a plain one: integers of more than 32 bits as bigint, smaller ones as
 * number; structs as objects; enums as text, or as an object with their variant as its only key;
 * absent ones as null; accounts as addresses; bytes as hex.
 */
export function plain(value: unknown): unknown {
  if (value instanceof Compact) return plain(value.unwrap());
  if (value instanceof Option) return value.isNone ? null : plain(value.unwrap());
  if (value instanceof AbstractInt)
    return value.bitLength() > 32 ? value.toBigInt() : value.toNumber();
  if (value instanceof Enum)
    return value.isBasic ? value.type : { [value.type]: plain(value.inner) };
  if (value instanceof Struct) {
    return Object.fromEntries([...value.entries()].map(([name, field]) => [name, plain(field)]));
  }
  if (value instanceof Map) return [...value.entries()].map(([key, of]) => [plain(key), plain(of)]);
  if (value instanceof GenericAccountId) return value.toString();
  if (value instanceof Raw) return value.toHex();
  if (Array.isArray(value)) return value.map(plain);
  return isCodec(value) ? value.toPrimitive() : value;
}

function isCodec(value: unknown): value is Codec {
  return typeof (value as Partial<Codec> | null)?.toPrimitive === 'function';
}

/** What `path`, such as "spot.placeOrder", names among what polkadot-js read from the metadata. */
function find<T>(among: Record<string, Record<string, T>>, path: string, what: string): T {
  const [outer, inner] = path.split('.');
  const group = among[outer] as Record<string, T> | undefined;
  const found = group?.[inner];
  if (found === undefined) throw new Error(`the chain has no ${what} ${path}`);
  return found;
}

/** What is stored now: `read<bigint>(api, 'timestamp.now')`. The type is the caller's word. */
export async function read<T>(api: ApiPromise, path: string, ...keys: unknown[]): Promise<T> {
  return plain(await find(api.query, path, 'storage item')(...keys)) as T;
}

/** Every entry of a storage map: its keys, and what it holds. For small maps. */
export async function entries<K extends unknown[], V>(
  api: ApiPromise,
  path: string,
): Promise<[K, V][]> {
  const all = await find(api.query, path, 'storage map').entries();
  return all.map(([{ args }, value]) => [args.map(plain) as K, plain(value) as V]);
}

/** What a runtime API says now: `ask<number>(api, 'spotApi.best', series)`. */
export async function ask<T>(api: ApiPromise, path: string, ...args: unknown[]): Promise<T> {
  return plain(await find(api.call, path, 'runtime API')(...args)) as T;
}

/** A call of the chain, not yet sent: `call(api, 'spot.placeOrder', series, …)`. */
export function call(api: ApiPromise, path: string, ...args: unknown[]): Transaction {
  return find(api.tx, path, 'call')(...args);
}

// --- The clock of a dev chain -------------------------------------------------------------------

/** The chain's time: that of its latest block, in Unix milliseconds. */
export async function now(api: ApiPromise): Promise<number> {
  return Number(await read<bigint>(api, 'timestamp.now'));
}

/** Sets a dev chain's clock forward by `ms` and returns the new time, which a block carries. */
export async function advance(api: ApiPromise, ms: number): Promise<number> {
  return raw<number>(api, 'dev_advanceTime', ms);
}

/** Sets a dev chain's clock to `moment`, and returns it. A moment that is past is an error. */
export async function setTime(api: ApiPromise, moment: number): Promise<number> {
  return raw<number>(api, 'dev_setTime', moment);
}

/** Lets a dev chain's time pass until `moment`, with a block every nine minutes: no gap in it. */
export async function pass(api: ApiPromise, moment: number): Promise<void> {
  for (let time = await now(api); time < moment;) {
    time = Math.min(moment, time + 9 * 60_000);
    await setTime(api, time);
  }
}

/** An RPC by name, with plain arguments: for those that polkadot-js does not decorate. */
export async function raw<T>(api: ApiPromise, method: string, ...params: unknown[]): Promise<T> {
  const provider = providers.get(api);
  if (provider === undefined) throw new Error('this API was not made by connect()');
  return provider.send<T>(method, params);
}

function receipt(block: string, index: number, events: Told[]): Receipt {
  const all = (name: string) =>
    events.filter((event) => event.name === name).map((event) => event.fields);
  return {
    block,
    index,
    events,
    all,
    only: (name) => {
      const found = all(name);
      if (found.length !== 1) {
        const names = events.map((event) => event.name).join(', ');
        throw new Error(`expected one ${name}, there are ${found.length} among: ${names}`);
      }
      return found[0];
    },
  };
}

// The chain's head, block by block: its number, its time, and the events in it.

import { computed, signal } from '@preact/signals';
import type { Told } from '@headroom/js';
import type { Vec } from '@polkadot/types';
import type { EventRecord } from '@polkadot/types/interfaces';
import { bytesOf } from '../calc/hex.ts';
import type { Chain } from './chain.ts';

export interface Head {
  number: number;
  hash: string;
  /** Chain time in Unix milliseconds. */
  time: number;
}

export interface Block extends Head {
  events: Told[];
  /** The block before it was not seen: some were skipped, or others were undone. */
  gap: boolean;
}

export const head = signal<Head | null>(null);
/** The number of the last finalised block. */
export const finalised = signal(0);

/** The hour of chain time, since 1970. It changes once an hour, {@link head} with each block. */
export const hour = computed(() =>
  head.value === null ? null : Math.floor(head.value.time / 3_600_000),
);

const handlers = new Set<(block: Block) => void>();

/** Calls with each new block, until what it returns is called. */
export function onBlock(handler: (block: Block) => void): () => void {
  handlers.add(handler);
  return () => {
    handlers.delete(handler);
  };
}

/** The name that polkadot-js gives to the type of a block's events. */
const EVENTS = 'Vec<FrameSystemEventRecord>';
type EventRecords = Vec<EventRecord>;

/** What a node answers: keys and what is stored there, in hex. */
interface Changes {
  changes: [key: string, stored: string | null][];
}

/** What follows a chain that is followed no more says nothing. */
let following: Chain | null = null;

export function forget(): void {
  following = null;
  head.value = null;
  finalised.value = 0;
}

/** Follows a chain's best blocks. Resolves when the first one is known. */
export async function follow(chain: Chain): Promise<void> {
  following = chain;
  const { api, js } = chain;
  const keys = [api.query.timestamp.now.key(), api.query.system.events.key()];
  // In order: a block's events are told before those of the next.
  let queue: Promise<unknown> = Promise.resolve();
  let settle: { told: () => void; failed: (why: unknown) => void };
  const first = new Promise<void>((told, failed) => {
    settle = { told, failed };
  });

  await api.rpc.chain.subscribeNewHeads((header) => {
    const [number, hash, parent] = [
      header.number.toNumber(),
      header.hash.toHex(),
      header.parentHash.toHex(),
    ];
    const take = async () => {
      if (following !== chain || head.peek()?.hash === hash) return;
      // Both in one request; `api.at(hash)` would take three for each block.
      const [{ changes }] = await js.raw<[Changes]>(api, 'state_queryStorageAt', keys, hash);
      const [now, events] = keys.map((key) => changes.find(([at]) => at === key)?.[1] ?? null);
      if (following !== chain) return;
      const before = head.peek();
      const block = {
        number,
        hash,
        time: api.registry.createType('u64', bytesOf(now ?? '0x')).toNumber(),
        events: api.registry.createType<EventRecords>(EVENTS, events).map(js.told),
        gap: before === null || before.hash !== parent,
      };
      head.value = { number, hash, time: block.time };
      for (const handler of handlers) handler(block);
      settle.told();
    };
    // After the first one, a block that can't be read is a gap for the next.
    queue = queue.then(take).catch((why: unknown) => {
      settle.failed(why);
    });
  });
  await api.rpc.chain.subscribeFinalizedHeads((header) => {
    if (following === chain) finalised.value = header.number.toNumber();
  });
  await first;
}

// Waiting for blocks: what the tests wait for instead of sleeping.

import type { ApiPromise } from '@headroom/js';

export interface Block {
  number: number;
  hash: string;
}

/** The next `count` finalised blocks whose number is at least `from`, in order. */
export async function finalised(api: ApiPromise, count: number, from = 0): Promise<Block[]> {
  const blocks: Block[] = [];
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined;
    api.rpc.chain
      .subscribeFinalizedHeads((header) => {
        const number = header.number.toNumber();
        const next = blocks.at(-1)?.number ?? -1;
        if (number < from || number <= next || blocks.length === count) return;
        blocks.push({ number, hash: header.hash.toHex() });
        if (blocks.length === count) {
          stop?.();
          resolve(blocks);
        }
      })
      .then((unsubscribe) => {
        stop = unsubscribe;
        if (blocks.length === count) stop();
      })
      .catch(reject);
  });
}

/** The hash of a block by its number; null where there is none. */
export async function hashOf(api: ApiPromise, number: number): Promise<string | null> {
  const hash = (await api.rpc.chain.getBlockHash(number)).toHex();
  return /^0x0*$/.test(hash) ? null : hash;
}

/** The number of the best block. */
export async function best(api: ApiPromise): Promise<number> {
  return (await api.rpc.chain.getHeader()).number.toNumber();
}

/** The time that a block carries, in Unix milliseconds. */
export async function timeAt(api: ApiPromise, hash: string): Promise<number> {
  return Number(await (await api.at(hash)).query.timestamp.now());
}

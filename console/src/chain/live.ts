// Reading the chain for as long as something is shown, and again as blocks come.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { equal } from '../calc/equal.ts';
import { uses } from '../uses.ts';
import type { Chain } from './chain.ts';
import { chain, link } from './connection.ts';
import { head, hour } from './head.ts';

export interface Live<T> {
  /** Undefined until the first answer. */
  value: T | undefined;
  /** Why the last reading failed. */
  error: string | null;
}

export type Pace = 'block' | 'hour' | 'once';

/**
 * Reads now and again with each block (or hour of chain time, or once a connection), for as long as
 * the component is there.
 *
 * One reading at a time: blocks that come meanwhile ask for one more after it. What is the same as
 * before is not told again, and what is new at most once a frame.
 */
export function useLive<T>(
  read: (chain: Chain) => Promise<T>,
  keys: readonly unknown[],
  pace: Pace = 'block',
): ReadonlySignal<Live<T>> {
  const state = useMemo(() => signal<Live<T>>({ value: undefined, error: null }), keys);
  useEffect(() => keepReading(read, state, pace), [...keys, pace]);
  return state;
}

function keepReading<T>(
  read: (chain: Chain) => Promise<T>,
  state: { value: Live<T>; peek(): Live<T> },
  pace: Pace,
): () => void {
  let over = false;
  let busy = false;
  let again = false;
  let frame = 0;

  // Both may change while something is read.
  const wanted = () => again && !over;
  const show = (next: Live<T>) => {
    if (over || equal(state.peek(), next)) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      state.value = next;
    });
  };
  const look = async (from: Chain) => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      try {
        show({ value: await read(from), error: null });
      } catch (error) {
        // While the node is away, what was read last is still the best there is.
        if (link.peek() === 'ready') show({ value: state.peek().value, error: String(error) });
      }
    } while (wanted());
    busy = false;
  };

  const stop = effect(() => {
    const from = chain.value;
    if (pace === 'block') uses(head.value);
    if (pace === 'hour') uses(hour.value);
    if (from !== null && link.value === 'ready') void look(from);
  });
  return () => {
    over = true;
    cancelAnimationFrame(frame);
    stop();
  };
}

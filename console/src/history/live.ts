// Reading history for as long as something is shown.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { equal } from '../calc/equal.ts';
import type { Live } from '../chain/live.ts';
import { historyEndpoint } from '../settings.ts';
import { uses } from '../uses.ts';
import { historyState } from './client.ts';

/**
 * Asks history now, when it comes back, and every so many milliseconds where `every` is given.
 * A chain's blocks do not wait for it: what it knows may be a block or two older.
 */
export function useHistory<T>(
  ask: () => Promise<T>,
  keys: readonly unknown[],
  every?: number,
): ReadonlySignal<Live<T>> {
  const state = useMemo(() => signal<Live<T>>({ value: undefined, error: null }), keys);
  useEffect(() => {
    let over = false;
    const look = async () => {
      let next: Live<T>;
      try {
        next = { value: await ask(), error: null };
      } catch (error) {
        next = { value: state.peek().value, error: String(error) };
      }
      if (!over && !equal(next, state.peek())) state.value = next;
    };
    const stop = effect(() => {
      uses(historyEndpoint.value);
      const now = historyState.value;
      if (now === 'unknown' || now === 'ready' || now === 'behind') void look();
      // What it tells is true of another chain.
      if (now === 'other') state.value = { value: undefined, error: null };
    });
    const timer =
      every === undefined
        ? undefined
        : setInterval(() => {
            if (!document.hidden && ['ready', 'behind'].includes(historyState.peek())) {
              void look();
            }
          }, every);
    return () => {
      over = true;
      clearInterval(timer);
      stop();
    };
  }, [...keys, every]);
  return state;
}

// Reading what changes only with some events: at their pace, not with each block.

import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { equal } from '../calc/equal.ts';
import type { Chain } from './chain.ts';
import { onBlock } from './head.ts';
import { type Live, useLive } from './live.ts';

/**
 * Reads now, and again after a block with an event whose name fits; at most every so many
 * milliseconds. What was read last stays until the next answer is there.
 */
export function useTold<T>(
  read: (chain: Chain) => Promise<T>,
  keys: readonly unknown[],
  about: RegExp,
  every = 0,
): Live<T> {
  const times = useMemo(() => signal(0), []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onBlock(({ events, gap }) => {
      if (timer !== undefined || !(gap || events.some(({ name }) => about.test(name)))) return;
      timer = setTimeout(() => {
        timer = undefined;
        times.value += 1;
      }, every);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [about.source, every]);
  const live = useLive(read, [...keys, times.value], 'once').value;
  const last = useRef<{ keys: readonly unknown[]; value: T } | null>(null);
  if (live.value !== undefined) last.current = { keys, value: live.value };
  const kept =
    last.current !== null && equal(last.current.keys, keys) ? last.current.value : undefined;
  return { value: live.value ?? kept, error: live.error };
}

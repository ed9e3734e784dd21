// Reading what changes only now and then: again when a block tells of it, and once an hour.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { equal } from '../calc/equal.ts';
import { uses } from '../uses.ts';
import type { Chain } from './chain.ts';
import { chain, link } from './connection.ts';
import { hour, onBlock } from './head.ts';
import type { Live } from './live.ts';

/** Milliseconds between two readings: a busy chain tells of something in every block. */
const PACE = 300;

/**
 * Reads now, after each block with an event whose name matches, after a gap, and with each hour of
 * chain time. What was read last stays while the node is away.
 */
export function useWhen<T>(
  read: (chain: Chain) => Promise<T>,
  keys: readonly unknown[],
  events: RegExp,
): ReadonlySignal<Live<T>> {
  const state = useMemo(() => signal<Live<T>>({ value: undefined, error: null }), keys);
  useEffect(() => {
    let over = false;
    let asked = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const from = chain.peek();
      const mine = asked;
      if (from !== null) {
        let next = state.peek();
        try {
          next = { value: await read(from), error: null };
        } catch (error) {
          if (link.peek() === 'ready') next = { value: next.value, error: String(error) };
        }
        if (!over && !equal(next, state.peek())) state.value = next;
      }
      timer = undefined;
      if (!over && mine !== asked) soon(PACE);
    };
    const soon = (ms: number) => {
      timer ??= setTimeout(() => void look(), ms);
    };
    const ask = (ms: number) => {
      asked += 1;
      soon(ms);
    };
    const stops = [
      effect(() => {
        uses(hour.value);
        if (chain.value !== null && link.value === 'ready') ask(0);
      }),
      onBlock(({ events: told, gap }) => {
        if (gap || told.some(({ name }) => events.test(name))) ask(0);
      }),
    ];
    return () => {
      over = true;
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, keys);
  return state;
}

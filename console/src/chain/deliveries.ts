// Deliveries of one account, as buyer or as operator, kept up by the events of each block. The chain
// lists them by unit alone, so all that are not over are read once.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { DeliveryId, Unit } from '@headroom/js';
import type { Delivery } from '../calc/delivery.ts';
import { byTime, writeSeries } from '../calc/period.ts';
import type { Chain } from './chain.ts';
import { chain, link } from './connection.ts';
import { onBlock } from './head.ts';

export interface Found {
  id: DeliveryId;
  delivery: Delivery;
}

export const deliveryKey = ({ unit, index }: DeliveryId): string =>
  `${writeSeries(unit.series)} ${unit.operator} ${index}`;

/** Milliseconds between two readings. */
const PACE = 300;

/** Null until they are read. Earlier periods first. */
export function useDeliveries(
  as: 'buyer' | 'operator',
  who: string,
): ReadonlySignal<readonly Found[] | null> {
  const found = useMemo(() => signal<readonly Found[] | null>(null), [as, who]);
  useEffect(() => {
    const mine = ({ id, delivery }: Found) =>
      (as === 'buyer' ? delivery.buyer : id.unit.operator) === who;
    return keep((all) => {
      found.value = [...all.values()]
        .filter(mine)
        .sort(
          (one, two) =>
            byTime(one.id.unit.series.period, two.id.unit.series.period) ||
            deliveryKey(one.id).localeCompare(deliveryKey(two.id)),
        );
    });
  }, [as, who]);
  return found;
}

function keep(tell: (all: ReadonlyMap<string, Found>) => void): () => void {
  let all = new Map<string, Found>();
  let stale = new Map<string, DeliveryId>();
  let everything = true;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const soon = (ms: number) => {
    timer ??= setTimeout(() => void look(), ms);
  };
  const look = async () => {
    const [from, whole, some] = [chain.peek(), everything, stale];
    everything = false;
    stale = new Map();
    try {
      if (from !== null && whole) all = await readAll(from);
      else if (from !== null) await readSome(from, all, some);
      if (!over) tell(all);
    } catch {
      // The node is away: everything is read again when it is back.
      everything = true;
    }
    timer = undefined;
    if (!over && link.peek() === 'ready' && (everything || stale.size > 0)) soon(PACE);
  };
  const stops = [
    effect(() => {
      if (chain.value === null || link.value !== 'ready') return;
      everything = true;
      soon(0);
    }),
    onBlock(({ events, gap }) => {
      if (gap) everything = true;
      for (const { name, fields } of events) {
        if (!name.startsWith('delivery.')) continue;
        const id = fields['delivery'] as DeliveryId | undefined;
        if (id !== undefined) stale.set(deliveryKey(id), id);
      }
      if (everything || stale.size > 0) soon(PACE);
    }),
  ];
  return () => {
    over = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

async function readAll(from: Chain): Promise<Map<string, Found>> {
  const entries = await from.entries<[Unit, number], Delivery>('delivery.deliveries');
  return new Map(
    entries.map(([[unit, index], delivery]) => {
      const id = { unit, index };
      return [deliveryKey(id), { id, delivery }];
    }),
  );
}

async function readSome(
  from: Chain,
  all: Map<string, Found>,
  ids: ReadonlyMap<string, DeliveryId>,
): Promise<void> {
  const list = [...ids];
  const found = await from.api.query.delivery.deliveries.multi(
    list.map(([, { unit, index }]) => [unit, index]),
  );
  list.forEach(([key, id], n) => {
    const delivery = from.js.plain(found[n]) as Delivery | null;
    if (delivery === null) all.delete(key);
    else all.set(key, { id, delivery });
  });
}

// What an order will do to its owner's cash, part by part.

import { total } from '@headroom/js';
import {
  costOf,
  type Draft,
  lackOf,
  type Level,
  meet,
  type Met,
  neededFor,
  type Rules,
} from './order.ts';

/** What an amount is for. */
export type PartName = 'paid' | 'got' | 'fee' | 'cover' | 'held';

export interface Part {
  name: PartName;
  kind: 'pay' | 'get' | 'hold';
  amount: bigint;
  /** Units that it is for. */
  units: number;
}

export interface Outlook {
  met: Met;
  /** Units that will rest. */
  rests: number;
  /** Units that will be cancelled at once. */
  dropped: number;
  parts: Part[];
  /** Free cash that the chain asks for, before anything is filled. */
  needed: bigint;
  /** More orders may be in the way than it may meet: what they leave is cancelled. */
  mayBeCut: boolean;
}

/**
 * What becomes of an order now. `cover` is the rate that an issuer has to put up for each unit and
 * hour, and 0 where units are sold on; `opposite` the other side of the book without one's own orders.
 */
export function outlookOf(
  draft: Draft,
  rules: Rules,
  cover: bigint,
  opposite: readonly Level[],
): Outlook {
  const { bids, price, quantity, hours, timeInForce } = draft;
  const levels = timeInForce === 'PostOnly' ? [] : opposite;
  const met = meet(levels, bids, price, quantity, hours, rules.takerFee);
  const keeps = timeInForce !== 'ImmediateOrCancel' && timeInForce !== 'FillOrKill';
  const [rests, dropped] = keeps ? [met.left, 0] : [0, met.left];
  const held = bids
    ? costOf(price, rests, hours, rules.makerFee)
    : cover > 0n
      ? lackOf(cover, price, rests, hours, rules.makerFee)
      : 0n;
  const filled = met.quantity;
  const parts: Part[] = [
    bids
      ? { name: 'paid', kind: 'pay', amount: met.value, units: filled }
      : { name: 'got', kind: 'get', amount: met.value, units: filled },
    { name: 'fee', kind: 'pay', amount: met.fee, units: filled },
    {
      name: 'cover',
      kind: 'hold',
      amount: bids ? 0n : total(cover, filled, hours),
      units: filled,
    },
    { name: 'held', kind: 'hold', amount: held, units: rests },
  ];
  return {
    met,
    rests,
    dropped,
    parts: parts.filter(({ amount }) => amount > 0n),
    needed: neededFor(draft, rules, cover),
    mayBeCut: ordersMet(levels, draft) > draft.maxFills,
  };
}

/** At least so many orders are met on the way to the last unit. */
function ordersMet(levels: readonly Level[], { bids, price, quantity }: Draft): number {
  let left = BigInt(quantity);
  let count = 0;
  for (const [at, units, orders] of levels) {
    if (left <= 0n || (bids ? at > price : at < price)) break;
    count += units <= left ? orders : 1;
    left -= units;
  }
  return count;
}

/** What a resting order frees when it is cancelled: what is on hold for it. */
export function heldFor(
  order: { bids: boolean; price: bigint; quantity: number; fee: bigint; cover: bigint },
  hours: number,
): bigint {
  const { bids, price, quantity, fee, cover } = order;
  if (bids) return costOf(price, quantity, hours, fee);
  return cover > 0n ? lackOf(cover, price, quantity, hours, fee) : 0n;
}

/** The mean price of what is met, rounded down to a millionth; null where nothing is. */
export function meanOf({ value, quantity }: Met, hours: number): bigint | null {
  return quantity === 0 ? null : value / BigInt(quantity * hours);
}

/** "2027-03-01 14:00", UTC, as Unix milliseconds; null for anything else. */
export function parseTime(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)$/.exec(text.trim());
  if (match === null) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number);
  const time = Date.UTC(year, month - 1, day, hour, minute);
  const same = new Date(time).toISOString().slice(0, 16).replace('T', ' ');
  return same === match[0].replace('T', ' ') ? time : null;
}

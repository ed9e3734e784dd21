// Deliveries as the chain stores them. Delivered and lost are in thousandths of a unit-hour.

import { type DeliveryId, entries, type Unit } from '@headroom/js';
import type { Venue } from './venue.ts';

/** What is decided of a delivery. */
export interface Outcome {
  delivered: bigint;
  lost: bigint;
}

export interface Delivery {
  id: DeliveryId;
  buyer: string;
  quantity: number;
  /** What was reported and ruled not delivered; readings go on counting it. */
  disallowed: bigint;
  /** Hours that are decided or in dispute. */
  hours: number;
  stands: Outcome;
  pending: { hours: number; delivered: bigint; closes: bigint } | null;
  dispute: { claimed: bigint; reported: bigint; answered: boolean; deadline: bigint } | null;
}

export async function deliveries(venue: Venue): Promise<Delivery[]> {
  const all = await entries<[Unit, number], Omit<Delivery, 'id'>>(venue.api, 'delivery.deliveries');
  return all.map(([[unit, index], delivery]) => ({ ...delivery, id: { unit, index } }));
}

/** What is due over so many hours. */
export const entitled = ({ quantity }: Delivery, hours: number): bigint =>
  BigInt(quantity) * BigInt(hours) * 1000n;

/** "87.5 %" */
export const share = (part: bigint, whole: bigint): string =>
  `${(Number((part * 1000n) / (whole === 0n ? 1n : whole)) / 10).toFixed(1)} %`;

/** "4 of h100-sxm, no-1, 2027-03-01 14:00 for Lumen" */
export const done = (venue: Venue, { id, buyer, quantity }: Delivery): string =>
  `${quantity} of ${venue.show(id.unit.series)} for ${venue.nameOf(buyer)}`;

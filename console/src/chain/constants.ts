// The constants that delivering, issuing and agreeing ahead are reckoned with.

import { computed } from '@preact/signals';
import type { CapacityRules } from '../calc/capacity.ts';
import type { ClockRules } from '../calc/clock.ts';
import type { DeliveryRules } from '../calc/delivery.ts';
import type { ForwardRules } from '../calc/forward.ts';
import { chain } from './connection.ts';

export interface Constants {
  clock: ClockRules;
  delivery: DeliveryRules;
  capacity: CapacityRules;
  /** Without the least margins that a product may have of its own. */
  forward: ForwardRules;
  registrationBond: bigint;
  /** The asset behind cash. */
  backing: number;
}

/** Null until there is a connection. */
export const constants = computed<Constants | null>(() => {
  const from = chain.value;
  if (from === null) return null;
  const big = (path: string) => from.constant(path);
  const of = (path: string) => Number(from.constant(path));
  return {
    clock: { gapThreshold: of('delivery.gapThreshold'), grace: of('delivery.grace') },
    delivery: {
      reportWindow: of('delivery.reportWindow'),
      objectionWindow: of('delivery.objectionWindow'),
      answerWindow: of('delivery.answerWindow'),
      rulingWindow: of('delivery.rulingWindow'),
      penaltyShare: big('delivery.penaltyShare'),
      stakeShare: big('delivery.stakeShare'),
      minStake: big('delivery.minStake'),
    },
    capacity: {
      coverShare: big('capacity.coverShare'),
      bondShare: big('capacity.bondShare'),
      minRateShare: big('capacity.minRateShare'),
      gateLead: of('capacity.gateLead'),
      maxYearsAhead: of('capacity.maxYearsAhead'),
    },
    forward: {
      leastInitial: of('forward.leastInitial'),
      leastMaintenance: of('forward.leastMaintenance'),
      minNotional: big('forward.minNotional'),
      gateLead: of('forward.gateLead'),
      commitLead: of('forward.commitLead'),
      maxOfferTime: of('forward.maxOfferTime'),
      minCallWindow: of('forward.minCallWindow'),
      maxCallWindow: of('forward.maxCallWindow'),
      maxWait: of('forward.maxWait'),
      markStep: big('forward.markStep'),
    },
    registrationBond: big('capacity.registrationBond'),
    backing: of('cash.backingAsset'),
  };
});

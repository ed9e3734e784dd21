// What the page reads of one account, once for all of its sections.

import { useMemo } from 'preact/hooks';
import type { At, Heart } from '../../calc/clock.ts';
import type { Offer } from '../../calc/forward.ts';
import { catalogue, productOf } from '../../chain/catalogue.ts';
import { constants, type Constants } from '../../chain/constants.ts';
import { type Found, useDeliveries } from '../../chain/deliveries.ts';
import { head } from '../../chain/head.ts';
import {
  type Cash,
  type OpenOrder,
  type OwnAgreement,
  type Owned,
  readAgreements,
  readCash,
  readHoldings,
  readOffers,
  readOrders,
} from '../../chain/holder.ts';
import { useLive } from '../../chain/live.ts';
import { useWhen } from '../../chain/when.ts';

/** Who acts, and how things stand; null until that is known. */
export interface Scene {
  who: string;
  cash: Cash;
  at: At;
  rules: Constants;
}

export function useScene(who: string): Scene | null {
  const asset = constants.value?.backing;
  const cash = useLive(
    async (chain) => (asset === undefined ? null : readCash(chain, who, asset)),
    [who, asset],
  ).value.value;
  const heart = useLive((chain) => chain.read<Heart>('delivery.heart'), []).value.value;
  const rules = constants.value;
  const now = head.value?.time;
  return useMemo(() => {
    if (!cash || heart === undefined || rules === null || now === undefined) return null;
    return { who, cash, rules, at: { now, heart, clock: rules.clock } };
  }, [who, cash, heart, rules, now]);
}

export interface Mine {
  orders: OpenOrder[] | undefined;
  holdings: Owned[] | undefined;
  deliveries: readonly Found[] | null;
  agreements: OwnAgreement[] | undefined;
  offers: [bigint, Offer][] | undefined;
}

export function useMine(who: string): Mine {
  const known = catalogue.value.products.length;
  const orders = useWhen(
    (chain) => readOrders(chain, who, (product) => productOf(product)?.tick ?? 1n),
    [who, known],
    /^spot\./,
  );
  const holdings = useWhen(
    (chain) => readHoldings(chain, who),
    [who],
    /^(spot|capacity|delivery|forward)\./,
  );
  const agreements = useWhen((chain) => readAgreements(chain, who), [who], /^(forward|index)\./);
  const offers = useWhen((chain) => readOffers(chain, who), [who], /^forward\./);
  const deliveries = useDeliveries('buyer', who);
  return {
    orders: orders.value.value,
    holdings: holdings.value.value,
    deliveries: deliveries.value,
    agreements: agreements.value.value,
    offers: offers.value.value,
  };
}

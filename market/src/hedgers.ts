// The hedgers: buyers and operators that fix prices ahead, keep their margins, and settle.

import {
  acceptOffer,
  type Agreement,
  ask,
  call,
  callMargin,
  closeOut,
  entries,
  HOUR,
  hoursOf,
  mark,
  offer,
  type Period,
  type Person,
  type Receipt,
  settleForward,
  showCash,
  spanOf,
  type Terms,
  topUp,
  total,
} from '@headroom/js';
import type { Chance } from './chance.ts';
import { lines } from './operators.ts';
import type { Venue } from './venue.ts';

interface Standing {
  mark: bigint;
  maintenance: [bigint, bigint];
}

/** "8 of h100-sxm, no-1, 2027-03-01 14:00 at 2.050000" */
const on = (venue: Venue, { series, quantity, price }: Terms): string =>
  `${quantity} of ${venue.show(series)} at ${showCash(price)}`;

/** A buyer and an operator fix the price of a period, where the market has an index. */
export async function hedge(venue: Venue, chance: Chance, period: Period): Promise<void> {
  const { api, who } = venue;
  const { product, zone, operator } = chance.pick(await lines(venue));
  const series = { product, zone, period };
  const buyer = chance.pick([who.Lumen, who.Parallax]);
  // It is more than a price that both would like: 3 % to either side.
  const worth = venue.worth(series, await venue.now());
  const price = venue.onTick(series, worth, chance.between(970, 1030));
  const hours = hoursOf(period);
  let quantity = venue.inLots(series, venue.sized(series, chance.between(6, 12)));
  const least = BigInt(String(api.consts.forward.minNotional));
  while (total(price, quantity, hours) < least) quantity *= 2;
  const terms: Terms = {
    series,
    quantity,
    price,
    settlement: 'Cash',
    initial: 120,
    maintenance: 80,
    callWindow: 2 * HOUR,
    penalty: 50,
    wait: Math.min(24, hours),
    leastHours: Math.ceil(hours / 2),
    instalments: hours > 1,
  };
  const [maker, taker, side] = chance.happens(0.5)
    ? ([buyer, operator, 'Buyer'] as const)
    : ([operator, buyer, 'Seller'] as const);
  const until = Math.min((await venue.now()) + 3 * HOUR, spanOf(period).start - 1);
  const offered = await venue.act(
    maker,
    offer(api, terms, side, taker.address, until),
    `offers ${venue.nameOf(taker.address)} to ${side === 'Buyer' ? 'buy' : 'sell'} ${on(venue, terms)}, ahead`,
    ['forward.NoIndex', 'forward.PeriodBegun', 'forward.BadValidity'],
  );
  if (offered === null || chance.happens(0.15)) return;
  const { id } = offered.only('forward.Offered') as { id: bigint };
  await venue.act(taker, acceptOffer(api, id), (receipt) => {
    const { margin } = receipt.only('forward.Accepted') as { margin: bigint };
    return `accepts: agreement ${id}, margin ${showCash(margin)} of each`;
  });
}

/** Offers that lapsed leave, and what they held is free. */
export async function lapseOffers(venue: Venue): Promise<void> {
  const time = await venue.now();
  const offers = await entries<[bigint], { validUntil: bigint; maker: string }>(
    venue.api,
    'forward.offers',
  );
  for (const [[id], { validUntil, maker }] of offers) {
    if (validUntil >= time) continue;
    await venue.act(
      venue.who.Bob,
      call(venue.api, 'forward.cancelOffer', id),
      `removes offer ${id} of ${venue.nameOf(maker)}, which lapsed`,
      ['forward.UnknownOffer'],
    );
  }
}

/** Every agreement is marked; who is short is called, answers mostly, and is closed out else. */
export async function keepMargins(venue: Venue, chance: Chance): Promise<void> {
  const { api, who } = venue;
  const marks = (await agreements(venue)).map(([[id], { buyer, seller }]) => ({
    call: mark(api, id),
    line: (receipt: Receipt) => {
      const told = receipt.only('forward.Marked') as { mark: bigint; moved: bigint };
      const { mark: price, moved } = told;
      if (moved === 0n) return null;
      const gains = venue.nameOf((moved > 0n ? buyer : seller).account);
      const size = showCash(moved < 0n ? -moved : moved);
      return `marks agreement ${id} at ${showCash(price)}: ${size} to ${gains}`;
    },
    quiet: GONE,
  }));
  await venue.actAll(who.Bob, marks);
  for (const [[id], found] of await agreements(venue)) {
    const standing = await ask<Standing | null>(api, 'forwardApi.standing', id);
    if (standing === null) continue;
    for (const [n, party] of [found.buyer, found.seller].entries()) {
      if (party.call === null) {
        if (party.margin >= standing.maintenance[n]) continue;
        await venue.act(
          who.Bob,
          callMargin(api, id),
          (receipt) => {
            const called = receipt.all('forward.MarginCalled') as { level: bigint }[];
            const { level } = called[0] ?? { level: 0n };
            return called.length === 0
              ? null
              : `calls ${venue.nameOf(party.account)} to ${showCash(level)} of margin for ` +
                  `agreement ${id}`;
          },
          [...GONE, 'forward.NothingToCall'],
        );
      } else {
        await answerCall(venue, chance, id, found, party);
      }
    }
  }
}

async function answerCall(
  venue: Venue,
  chance: Chance,
  id: bigint,
  agreement: Agreement,
  { account, margin, call: open }: Agreement['buyer'],
): Promise<void> {
  const { api, who } = venue;
  const party: Person | null = venue.personOf(account);
  const missing = open!.level - margin;
  if (party !== null && missing > 0n && chance.happens(0.7)) {
    await venue.act(
      party,
      topUp(api, id, missing),
      `answers the call of agreement ${id} with ${showCash(missing)}`,
      GONE,
    );
  } else if (open!.deadline < (await venue.now())) {
    await venue.act(
      who.Bob,
      closeOut(api, id),
      (receipt) => ended(venue, id, agreement, receipt.only('forward.Settled')),
      [...GONE, 'forward.NoCallDue', 'forward.MarginRestored'],
    );
  }
}

/** What is due is settled, and margin that hours to come do not need is free. */
export async function settleAgreements(venue: Venue): Promise<void> {
  const time = await venue.now();
  const due = (await agreements(venue)).filter(
    ([, { terms }]) => spanOf(terms.series.period).start <= time,
  );
  const acts = due.map(([[id], agreement]) => ({
    call: settleForward(venue.api, id),
    line: (receipt: Receipt) => {
      const settled = receipt.all('forward.Settled').at(0);
      if (settled !== undefined) return ended(venue, id, agreement, settled);
      const { buyer, seller, hoursLeft } = receipt.only('forward.Freed') as {
        buyer: bigint;
        seller: bigint;
        hoursLeft: number;
      };
      return (
        `settles the hours so far of agreement ${id}: ${showCash(buyer)} and ` +
        `${showCash(seller)} of margin are free, ${hoursLeft} h to come`
      );
    },
    quiet: [...GONE, 'forward.NotDue'],
  }));
  await venue.actAll(venue.who.Bob, acts);
}

/** Somebody else was quicker, or nothing says what capacity is worth. */
const GONE = ['forward.UnknownAgreement', 'forward.NoMark'];

const agreements = (venue: Venue): Promise<[[bigint], Agreement][]> =>
  entries<[bigint], Agreement>(venue.api, 'forward.agreements');

function ended(venue: Venue, id: bigint, { buyer, seller }: Agreement, settled: unknown): string {
  const { outcome, price, gain, buyerFreed, sellerFreed } = settled as {
    outcome: unknown;
    price: bigint;
    gain: bigint;
    buyerFreed: bigint;
    sellerFreed: bigint;
  };
  const how = typeof outcome === 'string' ? outcome : Object.keys(outcome as object)[0];
  const [winner, amount] = gain >= 0n ? [buyer, gain] : [seller, -gain];
  return (
    `ends agreement ${id} (${how}) at ${showCash(price)}: ` +
    `${venue.nameOf(winner.account)} gains ${showCash(amount)}; back to ` +
    `${venue.nameOf(buyer.account)} ${showCash(buyerFreed)}, to ` +
    `${venue.nameOf(seller.account)} ${showCash(sellerFreed)}`
  );
}

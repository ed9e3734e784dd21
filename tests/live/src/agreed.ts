// An agreement on the chain and its model, side by side: whatever is done is done to both, and what
// the chain tells is compared with the second opinion, to the last millionth.

import assert from 'node:assert/strict';
import {
  acceptOffer,
  type Agreement,
  type ApiPromise,
  callMargin,
  closeOut,
  failure,
  HOUR,
  hoursOf,
  mark,
  type Name,
  now,
  offer,
  type Person,
  read,
  type Receipt,
  send,
  settleForward,
  spanOf,
  type Terms,
  topUp,
  type Transaction,
} from '@headroom/js';
import type { Followed } from './feed.ts';
import type { Ledger } from './ledger.ts';
import { Deal, other, type Side, SIDES } from './margin.ts';

/** Where it takes place. */
export interface Stage {
  api: ApiPromise;
  who: Record<Name, Person>;
  ledger: Ledger;
  /** The index that agreements are on. */
  index: Followed;
}

export class Agreed {
  private constructor(
    private readonly stage: Stage,
    readonly id: bigint,
    readonly deal: Deal,
    readonly people: Record<Side, Name>,
  ) {}

  /** One offers to the other, who accepts. */
  static async on(
    stage: Stage,
    terms: Terms,
    people: Record<Side, Name>,
    maker: Side,
  ): Promise<Agreed> {
    const { api, who, ledger } = stage;
    const until = (await now(api)) + 24 * HOUR;
    const taker = who[people[other(maker)]];
    const call = offer(api, terms, maker, taker.address, until);
    const offered = await send(api, who[people[maker]], call);
    const { id, margin } = offered.only('forward.Offered') as { id: bigint; margin: bigint };
    assert.equal(await failure(api, who.Bob, acceptOffer(api, id)), 'forward.NotForYou');
    await send(api, taker, acceptOffer(api, id));
    const { period } = terms.series;
    const hour = Math.floor((await now(api)) / HOUR);
    const deal = new Deal(terms, spanOf(period).start / HOUR, hoursOf(period), hour);
    for (const side of SIDES) {
      assert.equal(margin, deal.margin[side]);
      ledger.holds(people[side], margin);
    }
    return new Agreed(stage, id, deal, people);
  }

  private does(transaction: Transaction): Promise<Receipt> {
    return send(this.stage.api, this.stage.who.Bob, transaction);
  }

  private async hour(): Promise<number> {
    return Math.floor((await now(this.stage.api)) / HOUR);
  }

  /** Cash that went from one margin to the other, and stayed on hold. */
  private moved(before: Record<Side, bigint>): void {
    const { ledger } = this.stage;
    for (const side of SIDES) {
      const more = this.deal.margin[side] - before[side];
      ledger.gives(this.people[side], more);
      ledger.holds(this.people[side], more);
    }
  }

  /** What is on the chain is what the model says. */
  async compare(): Promise<void> {
    const { deal } = this;
    const found = await read<Agreement>(this.stage.api, 'forward.agreements', this.id);
    assert.deepEqual(
      [found.buyer.margin, found.seller.margin, found.moved, found.quantity, found.fault],
      [deal.margin.Buyer, deal.margin.Seller, deal.moved, deal.quantity, deal.fault],
    );
  }

  async mark(): Promise<void> {
    const { index } = this.stage;
    const hour = await this.hour();
    const before = { ...this.deal.margin };
    const expected = this.deal.mark(hour, index.last!.price, index.prices);
    const told = (await this.does(mark(this.stage.api, this.id))).only('forward.Marked');
    assert.deepEqual([told.mark, told.hour, told.basis], [expected, hour, { Index: null }]);
    this.moved(before);
    await this.compare();
  }

  /** Marked just before: the sides that are short now, and the margin that each of them needs. */
  async short(): Promise<[Side, bigint][]> {
    const hour = await this.hour();
    return SIDES.flatMap((side) => {
      const level = this.deal.short(side, hour, this.stage.index.prices);
      return level === null ? [] : [[side, level]];
    });
  }

  /** Whoever is short is called, and has to find so much. */
  async callMargin(side: Side, level: bigint): Promise<void> {
    const called = (await this.does(callMargin(this.stage.api, this.id))).only(
      'forward.MarginCalled',
    );
    assert.deepEqual([called.side, called.level], [side, level]);
  }

  /** Prices came back, and whoever was called is not short any more. */
  async lift(side: Side): Promise<void> {
    const lifted = (await this.does(callMargin(this.stage.api, this.id))).only(
      'forward.CallLifted',
    );
    assert.equal(lifted.side, side);
  }

  async topUp(side: Side, level: bigint): Promise<void> {
    const { api, who, ledger } = this.stage;
    const missing = level - this.deal.margin[side];
    const person = this.people[side];
    const topped = await send(api, who[person], topUp(api, this.id, missing));
    assert.equal(topped.only('forward.CallLifted').side, side);
    this.deal.margin[side] += missing;
    ledger.holds(person, missing);
  }

  /** Settles the hours so far: what is freed of both margins. */
  async instalment(): Promise<Record<Side, bigint>> {
    const { api, ledger, index } = this.stage;
    const hour = await this.hour();
    const before = { ...this.deal.margin };
    this.deal.mark(hour, index.last!.price, index.prices);
    this.moved(before);
    const freed = this.deal.free(hour, index.prices);
    const told = (await this.does(settleForward(api, this.id))).only('forward.Freed');
    const left = this.deal.left(index.prices);
    assert.deepEqual([told.buyer, told.seller, told.hoursLeft], [freed.Buyer, freed.Seller, left]);
    for (const side of SIDES) ledger.frees(this.people[side], freed[side]);
    await this.compare();
    return freed;
  }

  /**
   * Before the gate, so many units change hands; what they cost and their cover is the caller's to
   * keep. Others are missing, by the seller's fault, and the buyer's margin is free.
   */
  async deliver(units: number): Promise<Receipt> {
    const { api, ledger } = this.stage;
    const { deal, people } = this;
    const before = { ...deal.margin };
    const { penalty, owed } = deal.deliver(units, await this.hour());
    assert.equal(owed, 0n);
    const receipt = await this.does(settleForward(api, this.id));
    const told = receipt.only('forward.Delivered');
    assert.deepEqual(
      [told.quantity, told.left, told.fault, told.sellerPenalty, told.buyerPenalty],
      [units, deal.quantity, deal.fault, penalty, 0n],
    );
    this.moved(before);
    ledger.frees(people.Buyer, deal.margin.Buyer);
    deal.margin.Buyer = 0n;
    await this.compare();
    return receipt;
  }

  /** It is over, and what is left of both margins is free. */
  private ended(before: Record<Side, bigint>): void {
    const { ledger } = this.stage;
    for (const side of SIDES) {
      ledger.gives(this.people[side], this.deal.margin[side] - before[side]);
      ledger.frees(this.people[side], before[side]);
    }
  }

  /** The margin of `side` did not come in time. */
  async closeOut(side: Side): Promise<void> {
    const { api, index } = this.stage;
    const hour = await this.hour();
    const before = { ...this.deal.margin };
    this.deal.mark(hour, index.last!.price, index.prices);
    const penalty = this.deal.closeOut(side, hour, index.prices);
    const told = (await this.does(closeOut(api, this.id))).only('forward.Settled');
    assert.deepEqual([told.outcome, told.penalty, told.debt], [{ ClosedOut: side }, penalty, 0n]);
    this.ended(before);
  }

  /** The end, by the average of the period. Returns what the buyer gained. */
  async settle(): Promise<bigint> {
    const { api, index, ledger } = this.stage;
    const before = { ...this.deal.margin };
    const { gain, debt } = this.deal.settle(await this.hour(), index.prices);
    const told = (await this.does(settleForward(api, this.id))).only('forward.Settled');
    assert.deepEqual([told.outcome, told.gain, told.debt], [{ Average: null }, gain, debt]);
    this.ended(before);
    if (debt > 0n) ledger.owes(this.people[gain > 0n ? 'Seller' : 'Buyer'], debt);
    return gain;
  }
}

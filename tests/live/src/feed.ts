// Indexes that five feeders report, each of which reads a venue of its own; and what every hour of
// them should come to, by a second opinion on the method.

import assert from 'node:assert/strict';
import {
  type ApiPromise,
  call,
  closeHour,
  HOUR,
  MINUTE,
  type Name,
  now,
  type Person,
  read,
  REPORTERS,
  type Rung,
  send,
  setTime,
  showCash,
  type Value,
} from '@headroom/js';
import { eventually, Feeder, listOf, type Place, source, Venue } from './feeder.ts';
import { type Input, limited, meanOf } from './method.ts';
import type { Node } from './node.ts';

/** Hours that feeders report ahead, and that are closed at once. */
const AHEAD = 47;
const AT_ONCE = 40;
/** An hour can be closed so long after its end, and a little more. */
const CLOSES = 95 * MINUTE;
/** A last price is good for so many hours. */
const STALE = 24;

/** What was traded at a venue. */
export interface Traded {
  price: bigint;
  quantity: number;
}

/** An index, and what venues say of its market. */
export interface Line {
  index: number;
  place: Place;
  /** What one of the five venues traded of an hour. */
  trades: (venue: number, hour: number) => Traded[];
}

/** An index as it should be. */
export class Followed {
  readonly values = new Map<number, Value>();
  /** Prices of hours that have one. */
  readonly prices = new Map<number, bigint>();
  /** The last price of its own, and its hour. */
  last: { hour: number; price: bigint } | null = null;
  /** Trades on our own books that count for an hour. */
  readonly own = new Map<number, Input[]>();

  constructor(readonly line: Line) {}

  inputs(hour: number): Input[] {
    const reports = REPORTERS.flatMap((name, venue) =>
      this.line.trades(venue, hour).map((trade) => ({ ...trade, behind: [name] })),
    );
    return [...reports, ...(this.own.get(hour) ?? [])];
  }

  /** Compares an hour's value with what is worked out of what the venues said. */
  closed(hour: number, value: Value): void {
    const { price, rung, limited: cut, contributors, quantity } = value;
    const what = `hour ${hour} of index ${this.line.index}`;
    const found = meanOf(this.inputs(hour));
    if (found !== null) {
      const exact = found.mean.floor();
      const bounded = this.last && limited(exact, this.last.price, hour - this.last.hour);
      const expected = bounded ?? exact;
      // Its weights are rounded, which costs a millionth at most.
      const under = expected - price;
      assert.ok(under === 0n || under === 1n, `${what}: ${price} and not ${expected}`);
      assert.deepEqual(
        [rung, cut, contributors, quantity],
        ['Hour', expected !== exact, thousandths(found.contributors), BigInt(found.quantity)],
        what,
      );
      this.last = { hour, price };
    } else {
      const stands = this.last !== null && hour - this.last.hour <= STALE;
      const expected: [Rung, bigint] = stands ? ['Last', this.last!.price] : ['Suspended', 0n];
      assert.deepEqual([rung, price, cut, contributors], [...expected, false, 0], what);
    }
    this.values.set(hour, value);
    if (rung !== 'Suspended') this.prices.set(hour, price);
  }
}

const thousandths = (ratio: { top: bigint; bottom: bigint }): number =>
  Number((ratio.top * 1000n) / ratio.bottom);

export class Feed {
  private constructor(
    private readonly api: ApiPromise,
    private readonly who: Record<Name, Person>,
    readonly indexes: readonly Followed[],
    private readonly venues: readonly Venue[],
    private readonly feeders: readonly Feeder[],
    /** The next hour to close. */
    public next: number,
  ) {}

  /** Five venues and five feeders. The indexes are made and the reporters registered. */
  static async open(
    node: Node,
    api: ApiPromise,
    who: Record<Name, Person>,
    lines: readonly Line[],
  ): Promise<Feed> {
    const venues = await Promise.all(REPORTERS.map(() => Venue.open()));
    const feeders: Feeder[] = [];
    const { next } = await read<{ next: number }>(api, 'index.indexes', lines[0].index);
    const indexes = lines.map((line) => new Followed(line));
    const feed = new Feed(api, who, indexes, venues, feeders, next);
    for (const [n, venue] of venues.entries()) {
      venue.does((_, response, path) => {
        const line = lines.find(({ index }) => path === `/${index}`)!;
        response.end(feed.list(n, line));
      });
    }
    try {
      for (const [n, name] of REPORTERS.entries()) {
        const sources = lines.map(({ index, place }) => {
          const more = `per = "trade"\nearly_hours = ${AHEAD}`;
          return source(`${name.toLowerCase()}-${index}`, venues[n].at(`/${index}`), more, place);
        });
        const config = `poll_seconds = 1\n${sources.join('')}`;
        feeders.push(await Feeder.start(config, node.endpoint, `//${name}`));
      }
    } catch (error) {
      await feed.end();
      throw error;
    }
    return feed;
  }

  /** What a venue tells of: its trades of the hours that can be reported. */
  private list(venue: number, { trades }: Line): string {
    const hours = Array.from({ length: AHEAD + 3 }, (_, n) => this.next + n);
    return listOf(
      hours.flatMap((hour) =>
        trades(venue, hour).map(({ price, quantity }, n) => ({
          id: `r${hour}-${n}`,
          hour,
          price: showCash(price),
          quantity: String(quantity),
        })),
      ),
    );
  }

  /** Time goes on to an hour and a half after `until`, and all hours before it have a value. */
  async run(until: number): Promise<void> {
    while (this.next < until) {
      const count = Math.min(until - this.next, AT_ONCE);
      const hours = Array.from({ length: count }, (_, n) => this.next + n);
      for (const followed of this.indexes) {
        for (const hour of hours) await this.reported(followed, hour);
      }
      const closes = (this.next + count) * HOUR + CLOSES;
      if (closes > (await now(this.api))) await setTime(this.api, closes);
      const calls = this.indexes.flatMap(({ line }) =>
        hours.map(() => closeHour(this.api, line.index)),
      );
      const closed = await send(this.api, this.who.Bob, call(this.api, 'utility.batchAll', calls));
      for (const { index, hour, value } of closed.all('index.HourClosed') as unknown as {
        index: number;
        hour: number;
        value: Value;
      }[]) {
        this.indexes.find(({ line }) => line.index === index)!.closed(hour, value);
      }
      this.next += count;
    }
  }

  /** Waits until all that is to be reported of an hour is on the chain. */
  private async reported(followed: Followed, hour: number): Promise<void> {
    const { index } = followed.line;
    const expected = followed.inputs(hour).length;
    if (expected === 0) return;
    await eventually(`${expected} inputs of hour ${hour} of index ${index}`, async () => {
      const inputs = await read<unknown[]>(this.api, 'index.inputs', index, { Hour: hour });
      return inputs.length === expected;
    });
  }

  /** Ends feeders and venues: what comes next reports with the same keys. */
  async end(): Promise<void> {
    await Promise.all(this.feeders.map((feeder) => feeder.end()));
    await Promise.all(this.venues.map((venue) => venue.down()));
  }
}

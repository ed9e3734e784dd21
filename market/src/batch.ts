// Calls of one person that go together in one transaction, each of which may fail for itself: what
// keeps the market's load on the chain moderate.

import {
  type ApiPromise,
  call,
  errorOf,
  type Fields,
  nameOf,
  type Person,
  type Receipt,
  send,
  type Told,
  type Transaction,
} from '@headroom/js';

/** Something that somebody does. */
export interface Act {
  call: Transaction;
  /** What is told of it; nothing where null. */
  line: string | ((receipt: Receipt) => string | null);
  /** Errors of which nothing is told: somebody else was quicker. */
  quiet?: readonly string[];
}

/** Calls of one transaction: what a block has room for beside those of others. */
const MOST = 40;

/** Sends them, and gives what is to be told of each, in order. */
export async function together(
  api: ApiPromise,
  person: Person,
  acts: readonly Act[],
): Promise<(string | null)[]> {
  const lines: (string | null)[] = [];
  for (let from = 0; from < acts.length; from += MOST) {
    const some = acts.slice(from, from + MOST);
    const calls = some.map((act) => act.call);
    const receipt = await send(api, person, call(api, 'utility.forceBatch', calls));
    const outcomes = split(receipt.events);
    for (const [n, act] of some.entries()) lines.push(told(api, act, receipt, outcomes[n]));
  }
  return lines;
}

/** What one of the calls did, and how it ended. */
interface Outcome {
  events: Told[];
  failed: Fields | null;
}

/** The events of a batch by its calls: each ends with one that says so. */
function split(events: readonly Told[]): Outcome[] {
  const outcomes: Outcome[] = [];
  let own: Told[] = [];
  for (const event of events) {
    if (event.name === 'utility.ItemCompleted' || event.name === 'utility.ItemFailed') {
      const failed = event.name === 'utility.ItemFailed' ? event.fields : null;
      outcomes.push({ events: own, failed });
      own = [];
    } else {
      own.push(event);
    }
  }
  return outcomes;
}

function told(
  api: ApiPromise,
  { call, line, quiet }: Act,
  { block, index }: Receipt,
  { events, failed }: Outcome,
): string | null {
  if (failed !== null) {
    const { name } = errorOf(api, api.createType('DispatchError', failed.error));
    return quiet?.includes(name) ? null : `is refused: ${nameOf(call)} failed: ${name}`;
  }
  if (typeof line === 'string') return line;
  const all = (name: string) => events.filter((event) => event.name === name).map((e) => e.fields);
  const only = (name: string) => {
    const found = all(name);
    if (found.length !== 1) throw new Error(`expected one ${name}, there are ${found.length}`);
    return found[0];
  };
  return line({ block, index, events, all, only });
}

// What every account should have, kept by hand beside the chain and compared to the millionth.

import assert from 'node:assert/strict';
import {
  type ApiPromise,
  type CashAccount,
  cashOf,
  entries,
  type Name,
  type Person,
  read,
  showCash,
} from '@headroom/js';

export class Ledger {
  private constructor(
    private readonly api: ApiPromise,
    private readonly addresses: Map<string, string>,
    private readonly expected: Map<string, CashAccount>,
    private readonly issuance: bigint,
  ) {}

  /** Begins with what the chain says. `fees` is the account that fees are paid to. */
  static async open(api: ApiPromise, who: Record<Name, Person>, fees: string): Promise<Ledger> {
    const named = Object.entries(who).map(([name, { address }]) => [name, address] as const);
    const addresses = new Map<string, string>([...named, ['fees', fees]]);
    const expected = new Map<string, CashAccount>();
    for (const [name, address] of addresses) expected.set(name, await cashOf(api, address));
    return new Ledger(api, addresses, expected, await read<bigint>(api, 'cash.totalIssuance'));
  }

  /** Free cash of one goes to another. */
  pays(from: Name, to: Name | 'fees', amount: bigint): void {
    this.of(from).free -= amount;
    this.of(to).free += amount;
  }

  /** Free cash comes from somebody whose side is told apart. */
  gives(to: Name, amount: bigint): void {
    this.of(to).free += amount;
  }

  /** Free cash goes on hold. */
  holds(name: Name, amount: bigint): void {
    this.of(name).free -= amount;
    this.of(name).held += amount;
  }

  /** Cash on hold is free again. */
  frees(name: Name, amount: bigint): void {
    this.holds(name, -amount);
  }

  /** Cash on hold goes to another, who has it free. */
  forfeits(from: Name, to: Name, amount: bigint): void {
    this.of(from).held -= amount;
    this.of(to).free += amount;
  }

  owes(name: Name, amount: bigint): void {
    this.of(name).debt += amount;
  }

  /** Every account is as expected, and no cash was made or lost. */
  async check(when: string): Promise<void> {
    for (const [name, address] of this.addresses) {
      const actual = await cashOf(this.api, address);
      assert.deepEqual(shown(actual), shown(this.of(name)), `cash of ${name} ${when}`);
    }
    assert.equal(await read<bigint>(this.api, 'cash.totalIssuance'), this.issuance, when);
    const accounts = await entries<[string], { free: bigint; holds: { amount: bigint }[] }>(
      this.api,
      'cash.accounts',
    );
    const sum = accounts.reduce(
      (total, [, { free, holds }]) =>
        holds.reduce((part, { amount }) => part + amount, total + free),
      0n,
    );
    assert.equal(sum, this.issuance, `the sum of all accounts ${when}`);
  }

  private of(name: string): CashAccount {
    return this.expected.get(name)!;
  }
}

const shown = ({ free, held, debt }: CashAccount) => ({
  free: showCash(free),
  held: showCash(held),
  debt: showCash(debt),
});

// What somebody is about to do: shown in cash before it is signed, and by what came of it after.

import { effect, signal } from '@preact/signals';
import type { Receipt, Transaction } from '@headroom/js';
import { showAmount } from '../calc/amount.ts';
import type { Chain } from '../chain/chain.ts';
import { chain, link } from '../chain/connection.ts';
import { t } from '../text/index.ts';
import { toast } from '../ui/toast.tsx';
import { account } from './accounts.ts';

/** A line of what happens in cash. */
export interface CashLine {
  label: string;
  /** Millionths. */
  amount: bigint;
  /**
   * What becomes of one's free cash: it goes (`pay`, and `hold`, from which it can come back), it
   * comes (`get`, and `free`, from a hold), or neither: `info` is a figure to know.
   */
  kind: 'pay' | 'hold' | 'get' | 'free' | 'info';
}

export interface Plan {
  /** "Buy 4 of h100-sxm/cn-nx/2027-03": the head of the dialog. */
  title: string;
  /** What is agreed to besides cash: label and text. */
  facts?: [label: string, text: string][];
  cash: CashLine[];
  /** Sentences to know before signing. */
  notes?: string[];
  /** Why it cannot be done. With one of them there is no button to sign. */
  problems?: string[];
  /** What the button says; "Sign" where nothing is given. */
  confirm?: string;
  /** Several calls become one batch that fails whole. */
  call: (chain: Chain) => Transaction | Transaction[];
  /** Sentences on what came of it, besides the difference in cash. */
  outcome?: (receipt: Receipt) => string[];
}

export interface Purse {
  free: bigint;
  held: bigint;
  debt: bigint;
}

export type Stage =
  | { at: 'preparing' }
  /** Ready to be signed; what the network takes, in the native token. */
  | { at: 'ready'; fee: string | null }
  | { at: 'signing' }
  | { at: 'done'; receipt: Receipt; before: Purse; after: Purse; told: string[] }
  /** `unsure`: nobody knows whether it happened. */
  | { at: 'failed'; error: string; docs: string; unsure: boolean };

export interface Proposal {
  plan: Plan;
  purse: Purse | null;
  stage: Stage;
}

/** What the dialog shows; null where there is none. */
export const proposal = signal<Proposal | null>(null);

let answer: ((receipt: Receipt | null) => void) | null = null;
let transaction: Transaction | null = null;

/**
 * Shows a plan, and signs and sends it where that is confirmed. Resolves when the dialog is closed:
 * with the receipt, or with null where nothing came of it.
 */
export function propose(plan: Plan): Promise<Receipt | null> {
  close();
  proposal.value = { plan, purse: null, stage: { at: 'preparing' } };
  void prepare(plan);
  return new Promise((resolve) => {
    answer = resolve;
  });
}

/** Free cash after it, where all goes as planned. */
export function freeAfter(free: bigint, cash: readonly CashLine[]): bigint {
  return cash.reduce((sum, { amount, kind }) => {
    if (kind === 'info') return sum;
    return kind === 'pay' || kind === 'hold' ? sum - amount : sum + amount;
  }, free);
}

/** What stands against a plan, with what only the chain could say. */
export function against({ plan, purse }: Proposal): string[] {
  const found = [...(plan.problems ?? [])];
  if (purse !== null && plan.cash.length > 0 && freeAfter(purse.free, plan.cash) < 0n) {
    const named = t('problem.InsufficientCash');
    if (!found.includes(named)) found.push(named);
  }
  return found;
}

/** Closes the dialog. What is being signed goes on; a message tells what came of it. */
export function close(): void {
  const { stage } = proposal.peek() ?? {};
  proposal.value = null;
  transaction = null;
  if (stage?.at !== 'signing') answer?.(stage?.at === 'done' ? stage.receipt : null);
  answer = null;
}

const show = (plan: Plan, change: Partial<Proposal>) => {
  const now = proposal.peek();
  if (now?.plan === plan) proposal.value = { ...now, ...change };
};

const purseOf = (from: Chain, who: string): Promise<Purse> => from.js.cashOf(from.api, who);

async function prepare(plan: Plan): Promise<void> {
  const [from, who] = [chain.peek(), account.peek()];
  if (from === null || who === null) {
    const error = t(from === null ? 'action.noNode' : 'action.noAccount');
    show(plan, { stage: { at: 'failed', error, docs: '', unsure: false } });
    return;
  }
  try {
    const purse = await purseOf(from, who.address);
    show(plan, { purse });
    if ((plan.problems ?? []).length > 0) {
      show(plan, { stage: { at: 'ready', fee: null } });
      return;
    }
    const calls = plan.call(from);
    transaction = Array.isArray(calls) ? from.api.tx.utility.batchAll(calls) : calls;
    const { partialFee } = await transaction.paymentInfo(who.address);
    show(plan, { stage: { at: 'ready', fee: inNative(from, partialFee.toBigInt()) } });
  } catch (error) {
    fail(plan, error);
  }
}

/** An amount of the native token, rounded up to six decimals: "0.013172 HDR". */
function inNative({ api }: Chain, amount: bigint): string {
  const [decimals, token] = [api.registry.chainDecimals[0], api.registry.chainTokens[0]];
  const millionth = 10n ** BigInt(Math.max(decimals - 6, 0));
  return `${showAmount((amount + millionth - 1n) / millionth)} ${token}`;
}

/** Signs what is shown, and sends it. */
export async function confirm(): Promise<void> {
  const [now, from, who, call] = [proposal.peek(), chain.peek(), account.peek(), transaction];
  if (now?.stage.at !== 'ready' || from === null || who === null || call === null) return;
  const { plan } = now;
  const settle = answer;
  const closed = () => proposal.peek()?.plan !== plan;
  show(plan, { stage: { at: 'signing' } });
  try {
    const before = await purseOf(from, who.address);
    const receipt = await whileReady(from.js.send(from.api, who.signer, call));
    const after = await purseOf(from, who.address);
    const told = plan.outcome?.(receipt) ?? [];
    show(plan, { stage: { at: 'done', receipt, before, after, told } });
    toast(t('action.toast', { title: plan.title }), 'good');
    if (closed()) settle?.(receipt);
  } catch (error) {
    fail(plan, error);
    if (closed()) settle?.(null);
  }
}

class Lost extends Error {}

/** Waits for something, and rejects when the node is lost: it would tell of it no more. */
async function whileReady<T>(work: Promise<T>): Promise<T> {
  let stop: (() => void) | undefined;
  const lost = new Promise<never>((_, reject) => {
    stop = effect(() => {
      if (link.value !== 'ready') reject(new Lost());
    });
  });
  try {
    return await Promise.race([work, lost]);
  } finally {
    stop?.();
  }
}

function fail(plan: Plan, error: unknown): void {
  const { error: name, docs } = explain(error);
  show(plan, { stage: { at: 'failed', error: name, docs, unsure: error instanceof Lost } });
  toast(`${plan.title}: ${name}`, 'bad');
}

/** An error by its name and what the chain's metadata says of it. */
export function explain(error: unknown): { error: string; docs: string } {
  if (error instanceof Error && 'error' in error && 'docs' in error) {
    return { error: String(error.error), docs: String(error.docs) };
  }
  if (error instanceof Lost) return { error: t('action.lost'), docs: t('action.lostHint') };
  const said = error instanceof Error ? error.message : String(error);
  if (/cancelled|rejected/i.test(said)) return { error: t('action.refused'), docs: said };
  if (/inability to pay/i.test(said)) return { error: t('action.noFee'), docs: said };
  return { error: t('action.notTaken'), docs: said };
}

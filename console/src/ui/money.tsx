// Amounts, prices and changes: tabular figures, exact unless they say so.

import { changeOf, roundAmount, showAmount, showChange } from '../calc/amount.ts';
import { productOf } from '../chain/catalogue.ts';

interface MoneyProps {
  /** Millionths of cash. */
  amount: bigint | null | undefined;
  /** Least decimals; exact beyond them. */
  decimals?: number;
  /** Rounded to the decimals; the exact amount is its title. */
  round?: boolean;
  /** With a plus, and in the colours of gain and loss. */
  signed?: boolean;
}

/** An amount of cash. */
export function Money({ amount, decimals = 2, round = false, signed = false }: MoneyProps) {
  if (amount === null || amount === undefined) return <span class="num dim">–</span>;
  const shown = round ? roundAmount(amount, decimals) : showAmount(amount, decimals);
  const tone = signed ? (amount > 0n ? ' up' : amount < 0n ? ' down' : '') : '';
  return (
    <span class={`num${tone}`} title={round ? showAmount(amount, 6) : undefined}>
      {signed && amount > 0n ? `+${shown}` : shown}
    </span>
  );
}

/** A price of a product, per unit and hour: with as many decimals as its tick has. */
export function Price({ price, product }: { price: bigint | null | undefined; product: number }) {
  if (price === null || price === undefined) return <span class="num dim">–</span>;
  return <span class="num">{showAmount(price, productOf(product)?.decimals ?? 3)}</span>;
}

/** From one price to another, in per cent. */
export function Change({ from, to }: { from: bigint; to: bigint }) {
  const change = changeOf(from, to);
  if (change === null) return <span class="num dim">–</span>;
  const tone = change > 0 ? 'up' : change < 0 ? 'down' : 'dim';
  return <span class={`num ${tone}`}>{showChange(change)}</span>;
}

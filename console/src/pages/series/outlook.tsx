// What an order comes to now: filled, resting, and in cash.

import { grouped, showAmount } from '../../calc/amount.ts';
import { meanOf, type Outlook as Found } from '../../calc/ticket.ts';
import type { Product } from '../../chain/catalogue.ts';
import { t } from '../../text/index.ts';
import { Money } from '../../ui/money.tsx';
import { Facts } from '../../ui/panel.tsx';
import { labelOf } from './plan.ts';

interface Props {
  outlook: Found;
  product: Product;
  hours: number;
  free: bigint | undefined;
}

export function Outlook({ outlook, product, hours, free }: Props) {
  const { met, rests, dropped, parts, needed, mayBeCut } = outlook;
  const mean = meanOf(met, hours);
  return (
    <div class="outlook" aria-live="polite">
      <Facts
        facts={[
          [
            t('series.fillsNow'),
            <span class="num">
              {grouped(met.quantity)}
              {mean !== null && (
                <span class="dim">
                  {' '}
                  {t('series.at', { price: showAmount(mean, product.decimals) })}
                </span>
              )}
            </span>,
          ],
          ...(rests > 0 ? [[t('series.rests'), grouped(rests)] as const] : []),
          ...(dropped > 0 ? [[t('series.dropped'), grouped(dropped)] as const] : []),
          ...parts.map((part) => [labelOf(part), <Money amount={part.amount} />] as const),
          ...(needed > 0n ? [[t('series.needed'), <Money amount={needed} />] as const] : []),
          ...(free !== undefined ? [[t('account.free'), <Money amount={free} />] as const] : []),
        ]}
      />
      {mayBeCut && <p class="warn">{t('series.mayBeCut')}</p>}
    </div>
  );
}

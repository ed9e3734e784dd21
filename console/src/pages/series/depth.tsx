// How much can be sold down to, and bought up to, each price.

import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { grouped, toNumber } from '../../calc/amount.ts';
import { depthOf } from '../../calc/book.ts';
import type { Live } from '../../chain/live.ts';
import { t } from '../../text/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Curve, Plot } from '../../ui/plot.tsx';
import type { Depth } from './reads.ts';

/** Thousandths of the middle. */
const WITHIN = 150n;

interface Props {
  depth: ReadonlySignal<Live<Depth>>;
  decimals: number;
}

export function DepthChart({ depth, decimals }: Props) {
  const { bids, asks } = depth.value.value ?? { bids: [], asks: [] };
  const { xs, curves } = useMemo(() => {
    const found = depthOf(bids, asks, WITHIN);
    const units = (list: (bigint | null)[]) =>
      list.map((sum) => (sum === null ? null : Number(sum)));
    const both: Curve[] = [
      {
        name: t('series.bids'),
        tone: 'up',
        values: units(found.bids),
        fill: true,
        steps: 'before',
      },
      {
        name: t('series.asks'),
        tone: 'down',
        values: units(found.asks),
        fill: true,
        steps: 'after',
      },
    ];
    return { xs: found.prices.map(toNumber), curves: both };
  }, [bids, asks]);
  return (
    <Panel class="depth" title={t('series.depth')}>
      {xs.length === 0 ? (
        <p class="empty depth-empty">{t('series.emptyBook')}</p>
      ) : (
        <Plot
          label={t('series.depthOf')}
          xs={xs}
          curves={curves}
          xName={t('series.price')}
          showX={(x) => x.toFixed(decimals)}
          showY={(y) => (Number.isInteger(y) ? grouped(y) : '')}
          height={190}
          fromZero
        />
      )}
    </Panel>
  );
}

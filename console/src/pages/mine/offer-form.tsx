// The terms of an offer, typed.

import { useState } from 'preact/hooks';
import { hoursOf, monthOf, type Series } from '@headroom/js';
import { parseAmount, parseCount, showAmount } from '../../calc/amount.ts';
import { firstMargin, type Side, type Terms } from '../../calc/forward.ts';
import { type MarketState, offerProblems } from '../../calc/forward-problems.ts';
import { parsePeriod, writePeriod } from '../../calc/period.ts';
import { catalogue, marketOf, productOf, seriesName, zoneOf } from '../../chain/catalogue.ts';
import { useLive } from '../../chain/live.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { resolveAccount } from '../../sign/resolve.ts';
import { t } from '../../text/index.ts';
import { AccountField } from '../../ui/account-field.tsx';
import { CountField } from '../../ui/count-field.tsx';
import { Choice, Field, Select } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { Money } from '../../ui/money.tsx';
import type { Scene } from './data.ts';
import { actorOf } from './margin.tsx';
import { termsFacts } from './offers.tsx';
import { leastOf, onTick, termsOf, type Typed } from './typed-terms.ts';

const HOUR = 3_600_000;

/** What an offer is checked by; null where there is no such market. */
export function marketState({ product, zone }: Series): MarketState | null {
  const [of, market] = [productOf(product), marketOf(product, zone)];
  if (of === undefined || market === undefined) return null;
  return { tick: of.tick, lot: of.lot, paused: market.paused, index: market.index };
}

export function OfferForm({ scene, onClose }: { scene: Scene; onClose: () => void }) {
  const markets = catalogue.value.markets.filter(({ index }) => index !== null);
  const [side, setSide] = useState<Side>('Buyer');
  const [settlement, setSettlement] = useState<Terms['settlement']>('Cash');
  const [instalments, setInstalments] = useState<'yes' | 'no'>('yes');
  const [whom, setWhom] = useState('');
  const [typed, setTyped] = useState<Typed>(() => {
    const period = monthOf(scene.at.now, 2);
    const market = markets.at(0);
    return {
      market: market === undefined ? '' : `${market.product}/${market.zone}`,
      period: writePeriod(period),
      quantity: '',
      price: market === undefined ? '' : showAmount(onTick(market.reference, market.product), 3),
      initial: String(scene.rules.forward.leastInitial),
      maintenance: String(scene.rules.forward.leastMaintenance),
      penalty: '50',
      callWindow: '24',
      wait: '72',
      leastHours: String(leastOf(hoursOf(period))),
      valid: '24',
    };
  });
  const set = (name: keyof Typed) => (value: string) => {
    setTyped((before) => {
      const period = name === 'period' ? parsePeriod(value) : null;
      const least = period === null ? {} : { leastHours: String(leastOf(hoursOf(period))) };
      return { ...before, ...least, [name]: value };
    });
  };
  const terms = termsOf(typed, settlement, instalments === 'yes');
  const floor = useFloor(Number(typed.market.split('/')[0]));
  const rules = { ...scene.rules.forward, ...floor };
  const counterparty = resolveAccount(whom);
  const valid = parseCount(typed.valid);
  // The chain may be a block on when it comes there.
  const until = valid === null ? null : scene.at.now + valid * HOUR;
  const problems =
    terms === null || until === null
      ? []
      : offerProblems(terms, counterparty, until, marketState(terms.series), actorOf(scene), rules);
  const incomplete =
    terms === null || until === null || (whom.trim() !== '' && counterparty === null);

  const submit = () => {
    if (terms === null || until === null) return;
    onClose();
    const sent = { ...terms, callWindow: Number(terms.callWindow) };
    void propose({
      title: t('offers.makeTitle', { series: seriesName(terms.series) }),
      facts: termsFacts({ terms, side }),
      cash: [{ label: t('offers.margin'), amount: firstMargin(terms), kind: 'hold' }],
      notes: [t(counterparty === null ? 'offers.openToAll' : 'offers.openToOne')],
      problems: sayProblems(problems),
      confirm: t('offers.make'),
      call: ({ js, api }) => js.offer(api, sent, side, counterparty, until),
    });
  };
  const count = (name: keyof Typed, unit: string) => (
    <Field
      label={t(`offers.${name}` as 'offers.initial')}
      value={typed[name]}
      onValue={set(name)}
      numeric
      unit={unit}
      problem={parseCount(typed[name]) === null ? t('acting.notCount') : null}
    />
  );
  return (
    <FormDialog
      title={t('offers.make')}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={incomplete}
      wide
    >
      <div class="row">
        <Choice
          label={t('offers.youAre')}
          value={side}
          onValue={setSide}
          options={[
            ['Buyer', t('forward.Buyer')],
            ['Seller', t('forward.Seller')],
          ]}
        />
        <Choice
          label={t('offers.settlement')}
          value={settlement}
          onValue={setSettlement}
          options={[
            ['Cash', t('forward.Cash')],
            ['Physical', t('forward.Physical')],
          ]}
        />
      </div>
      <div class="fields">
        <Select
          label={t('offers.market')}
          value={typed.market}
          onValue={set('market')}
          options={markets.map(
            ({ product, zone }) =>
              [`${product}/${zone}`, `${productOf(product)?.name}/${zoneOf(zone)?.name}`] as const,
          )}
        />
        <Field
          label={t('offers.period')}
          value={typed.period}
          onValue={set('period')}
          hint={t('offers.periodHint')}
          problem={parsePeriod(typed.period) === null ? t('offers.notPeriod') : null}
        />
        <CountField value={typed.quantity} onValue={set('quantity')} />
        <Field
          label={t('forward.fixed')}
          value={typed.price}
          onValue={set('price')}
          numeric
          unit="/h"
          problem={parseAmount(typed.price) === null ? t('ui.notAmount') : null}
        />
        {count('initial', '‰')}
        {count('maintenance', '‰')}
        {count('penalty', '‰')}
        {count('callWindow', 'h')}
        {count('wait', 'h')}
        {count('leastHours', 'h')}
        {count('valid', 'h')}
        <Select
          label={t('offers.instalments')}
          value={instalments}
          onValue={(value) => {
            setInstalments(value === 'yes' ? 'yes' : 'no');
          }}
          options={[
            ['yes', t('offers.yes')],
            ['no', t('offers.no')],
          ]}
        />
      </div>
      <AccountField
        label={t('offers.counterparty')}
        value={whom}
        onValue={setWhom}
        optional={t('offers.anybody')}
      />
      <p class="sum row">
        <span class="grow">{t('offers.margin')}</span>
        <Money amount={terms === null ? null : firstMargin(terms)} />
      </p>
    </FormDialog>
  );
}

/** The least margins of a product that has its own. */
function useFloor(product: number): { leastInitial: number; leastMaintenance: number } | null {
  const floor = useLive(
    (chain) =>
      chain.read<{ initial: number; maintenance: number } | null>('forward.floors', product),
    [product],
    'hour',
  ).value.value;
  return floor ? { leastInitial: floor.initial, leastMaintenance: floor.maintenance } : null;
}

// Offers of forward agreements: one's own, those that one may accept, and the making of one.

import { useState } from 'preact/hooks';
import { hoursOf, total } from '@headroom/js';
import { grouped, showAmount } from '../../calc/amount.ts';
import { type Offer, other } from '../../calc/forward.ts';
import { acceptOfferProblems } from '../../calc/forward-problems.ts';
import { writeSeries } from '../../calc/period.ts';
import { operatorOf, seriesName } from '../../chain/catalogue.ts';
import { hrefOf } from '../../router.ts';
import { nameOf } from '../../sign/accounts.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { showSpan, t } from '../../text/index.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { Act, Item, type ItemFact, Items, Tag } from '../../ui/items.tsx';
import { Money, Price } from '../../ui/money.tsx';
import { Loading, Panel } from '../../ui/panel.tsx';
import type { Scene } from './data.ts';
import { actorOf } from './margin.tsx';
import { marketState, OfferForm } from './offer-form.tsx';

interface Props {
  scene: Scene;
  offers: [bigint, Offer][] | undefined;
}

export function Offers({ scene, offers }: Props) {
  const [making, setMaking] = useState(false);
  const { who, at } = scene;
  const own = offers?.filter(([, { maker }]) => maker === who);
  const open = offers?.filter(
    ([, { maker, validUntil }]) => maker !== who && Number(validUntil) >= at.now,
  );
  return (
    <>
      <Panel
        title={t('offers.own')}
        tools={
          <Act
            onClick={() => {
              setMaking(true);
            }}
          >
            {t('offers.make')}
          </Act>
        }
      >
        {own === undefined ? (
          <Loading />
        ) : (
          <Items label={t('offers.own')} none={t('offers.noneOwn')}>
            {own.map(([id, offer]) => (
              <One key={String(id)} scene={scene} id={id} offer={offer} />
            ))}
          </Items>
        )}
      </Panel>
      <Panel title={t('offers.open')}>
        {open === undefined ? (
          <Loading />
        ) : (
          <Items label={t('offers.open')} none={t('offers.noneOpen')}>
            {open.map(([id, offer]) => (
              <One key={String(id)} scene={scene} id={id} offer={offer} />
            ))}
          </Items>
        )}
      </Panel>
      {making && (
        <OfferForm
          scene={scene}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
    </>
  );
}

function One({ scene, id, offer }: { scene: Scene; id: bigint; offer: Offer }) {
  const { terms, maker, side, counterparty, validUntil, margin } = offer;
  const { series } = terms;
  const own = maker === scene.who;
  // As whoever looks at it would be.
  const as = own ? side : other(side);
  const facts: ItemFact[] = [
    { label: t('forward.fixed'), value: <Price price={terms.price} product={series.product} /> },
    {
      label: t('offers.notional'),
      value: <Money amount={total(terms.price, terms.quantity, hoursOf(series.period))} round />,
    },
    { label: t('offers.margin'), value: <Money amount={margin} round /> },
    {
      label: t('offers.shares'),
      value: `${terms.initial} / ${terms.maintenance} / ${terms.penalty} ‰`,
    },
    {
      label: t('offers.callWindow'),
      value: showSpan(Number(terms.callWindow)),
      class: 'wide-only',
    },
    { label: t('offers.validFor'), value: <Deadline at={Number(validUntil)} /> },
  ];
  const whom = counterparty === null ? t('offers.toAll') : nameOf(counterparty);
  return (
    <Item
      what={
        <>
          <b class={as === 'Buyer' ? 'up' : 'down'}>{t(`forward.as${as}`)}</b>{' '}
          {grouped(terms.quantity)} ·{' '}
          <a href={hrefOf('series', writeSeries(series))}>{seriesName(series)}</a>
        </>
      }
      tags={
        <>
          <Tag>{t(`forward.${terms.settlement}`)}</Tag>
          <span class="dim">
            {own
              ? t('offers.to', { id: String(id), who: whom })
              : t('offers.from', { id: String(id), who: nameOf(maker) })}
          </span>
        </>
      }
      facts={facts}
      acts={
        own ? (
          <Act
            onClick={() => {
              takeBack(id, offer);
            }}
          >
            {t('offers.cancel')}
          </Act>
        ) : (
          <Act
            primary
            onClick={() => {
              accept(scene, id, offer);
            }}
          >
            {t('offers.accept')}
          </Act>
        )
      }
    />
  );
}

function takeBack(id: bigint, { terms, margin }: Offer): void {
  void propose({
    title: t('offers.cancelTitle', { id: String(id) }),
    facts: [[t('acting.series'), seriesName(terms.series)]],
    cash: [{ label: t('forward.marginFreed'), amount: margin, kind: 'free' }],
    confirm: t('offers.cancel'),
    call: ({ js, api }) => js.call(api, 'forward.cancelOffer', id),
  });
}

/** What is agreed to, in words. */
export function termsFacts({ terms, side }: Pick<Offer, 'terms' | 'side'>): [string, string][] {
  const { series, quantity, price, settlement, initial, maintenance, penalty } = terms;
  return [
    [t('offers.youAre'), t(`forward.${side}`)],
    [t('acting.series'), seriesName(series)],
    [t('acting.quantity'), grouped(quantity)],
    [t('forward.fixed'), showAmount(price, 3)],
    [t('offers.notional'), showAmount(total(price, quantity, hoursOf(series.period)))],
    [t('offers.settlement'), t(`forward.${settlement}`)],
    [t('offers.shares'), `${initial} / ${maintenance} / ${penalty} ‰`],
    [t('offers.callWindow'), showSpan(Number(terms.callWindow))],
    [t('offers.suspension'), t('offers.waitFor', { wait: terms.wait, least: terms.leastHours })],
    [t('offers.instalments'), t(terms.instalments ? 'offers.yes' : 'offers.no')],
  ];
}

function accept(scene: Scene, id: bigint, offer: Offer): void {
  const { terms, maker, margin, side } = offer;
  const inDebt = operatorOf(maker)?.inDebt ?? false;
  void propose({
    title: t('offers.acceptTitle', { id: String(id), who: nameOf(maker) }),
    facts: termsFacts({ terms, side: other(side) }),
    cash: [{ label: t('offers.margin'), amount: margin, kind: 'hold' }],
    notes: [t('offers.acceptNote')],
    problems: sayProblems(
      acceptOfferProblems(offer, marketState(terms.series), inDebt, actorOf(scene)),
    ),
    confirm: t('offers.accept'),
    call: ({ js, api }) => js.acceptOffer(api, id),
  });
}

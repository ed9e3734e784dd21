// What is yours: cash, orders, units, deliveries, agreements, and what has been.

import type { ComponentChildren } from 'preact';
import { hrefOf } from '../../router.ts';
import { openAccounts } from '../../shell/account.tsx';
import { me, nameOf } from '../../sign/accounts.ts';
import { t } from '../../text/index.ts';
import { Loading, Panel } from '../../ui/panel.tsx';
import type { PageProps } from '../index.ts';
import { CashPanel } from './cash.tsx';
import { type Mine, type Scene, useMine, useScene } from './data.ts';
import { Deliveries } from './deliveries.tsx';
import { Due } from './due.tsx';
import { Agreements } from './forwards.tsx';
import { Holdings } from './holdings.tsx';
import './mine.css';
import { Offers } from './offers.tsx';
import { Orders } from './orders.tsx';
import { Past } from './past.tsx';

export default function MinePage({ query }: PageProps) {
  const who = me.value;
  if (who === null) {
    return (
      <div class="empty">
        <h1>{t('page.mine')}</h1>
        <p>{t('acting.choose')}</p>
        <button type="button" class="primary" onClick={openAccounts}>
          {t('account.choose')}
        </button>
      </div>
    );
  }
  return <Of key={who} who={who} query={query} />;
}

const SECTIONS = ['orders', 'holdings', 'deliveries', 'forwards', 'past'] as const;
type Section = (typeof SECTIONS)[number];

function Of({ who, query }: { who: string; query: URLSearchParams }) {
  const scene = useScene(who);
  const mine = useMine(who);
  const shown = SECTIONS.find((section) => section === query.get('show')) ?? 'orders';
  if (scene === null) return <Loading />;
  return (
    <>
      <div class="page-head">
        <h1>{t('mine.title', { who: nameOf(who) })}</h1>
      </div>
      <div class="mine-top">
        <CashPanel scene={scene} />
        <Due scene={scene} mine={mine} />
      </div>
      <nav class="tabs" aria-label={t('mine.sections')}>
        {SECTIONS.map((section) => (
          <a
            key={section}
            href={hrefOf('mine', '', { show: section })}
            aria-current={section === shown ? 'true' : undefined}
          >
            {t(`mine.${section}`)} <Count count={countOf(section, mine)} />
          </a>
        ))}
      </nav>
      {sectionOf(shown, scene, mine)}
    </>
  );
}

function sectionOf(shown: Section, scene: Scene, mine: Mine): ComponentChildren {
  if (shown === 'past') return <Past who={scene.who} />;
  if (shown === 'forwards') {
    return (
      <>
        <Panel title={t('mine.agreements')}>
          {mine.agreements === undefined ? (
            <Loading />
          ) : (
            <Agreements scene={scene} agreements={mine.agreements} holdings={mine.holdings ?? []} />
          )}
        </Panel>
        <Offers scene={scene} offers={mine.offers} />
      </>
    );
  }
  return (
    <Panel title={t(`mine.${shown}`)}>
      {shown === 'orders' &&
        (mine.orders === undefined ? <Loading /> : <Orders scene={scene} orders={mine.orders} />)}
      {shown === 'holdings' &&
        (mine.holdings === undefined ? (
          <Loading />
        ) : (
          <Holdings scene={scene} holdings={mine.holdings} />
        ))}
      {shown === 'deliveries' &&
        (mine.deliveries === null ? (
          <Loading />
        ) : (
          <Deliveries scene={scene} deliveries={mine.deliveries} />
        ))}
    </Panel>
  );
}

function countOf(section: Section, mine: Mine): number | undefined {
  if (section === 'past') return undefined;
  if (section === 'forwards') return mine.agreements?.length;
  if (section === 'deliveries') return mine.deliveries?.length;
  return mine[section]?.length;
}

function Count({ count }: { count: number | undefined }) {
  return count === undefined || count === 0 ? null : <span class="count num">{count}</span>;
}

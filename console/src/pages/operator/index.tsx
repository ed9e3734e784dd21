// An operator's side: what it is attested for, what it can still issue, what it has issued, and what
// it has to deliver.

import type { Series, UnitRecord } from '@headroom/js';
import { useDeliveries } from '../../chain/deliveries.ts';
import { type OperatorState, readIssued, readOperator } from '../../chain/holder.ts';
import { useWhen } from '../../chain/when.ts';
import { hrefOf } from '../../router.ts';
import { openAccounts } from '../../shell/account.tsx';
import { me, nameOf } from '../../sign/accounts.ts';
import { t } from '../../text/index.ts';
import { Loading, Panel } from '../../ui/panel.tsx';
import type { PageProps } from '../index.ts';
import { CashPanel } from '../mine/cash.tsx';
import { type Scene, useScene } from '../mine/data.ts';
import '../mine/mine.css';
import { OperatorDeliveries } from './deliveries.tsx';
import { OperatorDue } from './due.tsx';
import { Issuable } from './issuable.tsx';
import { Lines } from './lines.tsx';
import './operator.css';
import { Register } from './register.tsx';
import { Issued } from './units.tsx';

export default function OperatorPage({ query }: PageProps) {
  const who = me.value;
  if (who === null) {
    return (
      <div class="empty">
        <h1>{t('page.operator')}</h1>
        <p>{t('acting.choose')}</p>
        <button type="button" class="primary" onClick={openAccounts}>
          {t('account.choose')}
        </button>
      </div>
    );
  }
  return <Of key={who} who={who} query={query} />;
}

function Of({ who, query }: { who: string; query: URLSearchParams }) {
  const scene = useScene(who);
  const operator = useWhen((chain) => readOperator(chain, who), [who], /^(capacity|cash)\./).value;
  if (scene === null || operator.value === undefined) return <Loading />;
  if (operator.value === null) return <Register scene={scene} />;
  return <Operator scene={scene} operator={operator.value} query={query} />;
}

const SECTIONS = ['deliveries', 'units', 'issue'] as const;
type Section = (typeof SECTIONS)[number];

interface Props {
  scene: Scene;
  operator: OperatorState;
  query: URLSearchParams;
}

function Operator({ scene, operator, query }: Props) {
  const { who } = scene;
  const issued = useWhen(
    (chain) => readIssued(chain, who),
    [who],
    /^(capacity|spot|delivery|forward)\./,
  ).value.value;
  const deliveries = useDeliveries('operator', who).value;
  const shown = SECTIONS.find((section) => section === query.get('show')) ?? 'deliveries';
  return (
    <>
      <div class="page-head">
        <h1>{t('operator.title', { who: nameOf(who) })}</h1>
      </div>
      <div class="mine-top">
        <CashPanel scene={scene} />
        <div>
          <OperatorDue scene={scene} deliveries={deliveries} />
          <Lines scene={scene} operator={operator} />
        </div>
      </div>
      <nav class="tabs" aria-label={t('operator.sections')}>
        {SECTIONS.map((section) => (
          <a
            key={section}
            href={hrefOf('operator', '', { show: section })}
            aria-current={section === shown ? 'true' : undefined}
          >
            {t(`operator.${section}`)} <Count count={countOf(section, issued, deliveries)} />
          </a>
        ))}
      </nav>
      {shown === 'issue' && <Issuable scene={scene} operator={operator} />}
      {shown === 'units' && (
        <Panel title={t('operator.units')}>
          {issued === undefined ? (
            <Loading />
          ) : (
            <Issued scene={scene} operator={operator} issued={issued} />
          )}
        </Panel>
      )}
      {shown === 'deliveries' && (
        <Panel title={t('operator.deliveries')}>
          {deliveries === null ? (
            <Loading />
          ) : (
            <OperatorDeliveries scene={scene} deliveries={deliveries} />
          )}
        </Panel>
      )}
    </>
  );
}

function countOf(
  section: Section,
  issued: [Series, UnitRecord][] | undefined,
  deliveries: readonly unknown[] | null,
): number {
  if (section === 'deliveries') return deliveries?.length ?? 0;
  return section === 'units' ? (issued?.length ?? 0) : 0;
}

function Count({ count }: { count: number }) {
  return count === 0 ? null : <span class="count num">{count}</span>;
}

// Who owes whom: paid from what is free, by either of them.

import { useMemo } from 'preact/hooks';
import { paidOf, payProblems } from '../calc/cash.ts';
import { showAmount } from '../calc/amount.ts';
import { type Claim, readClaims } from '../chain/holder.ts';
import { useWhen } from '../chain/when.ts';
import { nameOf } from '../sign/accounts.ts';
import { propose } from '../sign/action.ts';
import { sayProblems } from '../sign/problems.ts';
import { t } from '../text/index.ts';
import { Act } from './items.tsx';
import { Money } from './money.tsx';
import { type Column, Table } from './table.tsx';

/** Claims of and on an account; nothing is shown where there are none. */
export function Claims({ who }: { who: string }) {
  const claims = useWhen((chain) => readClaims(chain, who), [who], /^cash\./).value.value ?? [];
  const columns = useMemo(() => columnsFor(who), [who]);
  if (claims.length === 0) return null;
  return (
    <Table
      label={t('claims.title')}
      columns={columns}
      rows={claims}
      rowKey={({ debtor, creditor }) => `${debtor} ${creditor}`}
    />
  );
}

const columnsFor = (who: string): Column<Claim>[] => [
  {
    title: t('claims.title'),
    cell: ({ debtor }) => (
      <span class={debtor === who ? 'down' : ''}>
        {t(debtor === who ? 'claims.owing' : 'claims.owed')}
      </span>
    ),
  },
  {
    title: t('claims.party'),
    cell: ({ debtor, creditor }) => nameOf(debtor === who ? creditor : debtor),
  },
  { title: t('claims.amount'), right: true, cell: ({ amount }) => <Money amount={amount} /> },
  {
    title: '',
    right: true,
    cell: (claim) => (
      <Act
        onClick={() => {
          pay(who, claim);
        }}
      >
        {t(claim.debtor === who ? 'claims.pay' : 'claims.collect')}
      </Act>
    ),
  },
];

function pay(who: string, { debtor, creditor, amount, payable }: Claim): void {
  const own = debtor === who;
  const other = nameOf(own ? creditor : debtor);
  const paid = paidOf(amount, amount, payable);
  const words = { who: other, amount: showAmount(paid) };
  void propose({
    title: t(own ? 'claims.payTitle' : 'claims.collectTitle', words),
    facts: [[t('claims.amount'), showAmount(amount)]],
    cash: [
      own
        ? { label: t('claims.paid', words), amount: paid, kind: 'pay' }
        : { label: t('claims.got', words), amount: paid, kind: 'get' },
    ],
    problems: sayProblems(payProblems(amount, amount, payable)),
    confirm: t(own ? 'claims.pay' : 'claims.collect'),
    call: ({ js, api }) => js.call(api, 'cash.payClaim', debtor, creditor, amount),
  });
}

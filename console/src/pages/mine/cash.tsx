// Cash: what is free, what is held and for what, what is owed; in and out.

import { useState } from 'preact/hooks';
import { parseAmount, showAmount } from '../../calc/amount.ts';
import { depositProblems, withdrawProblems } from '../../calc/cash.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { has, t } from '../../text/index.ts';
import { Claims } from '../../ui/claims.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { Act } from '../../ui/items.tsx';
import { Money } from '../../ui/money.tsx';
import { Facts, Notice, Panel } from '../../ui/panel.tsx';
import type { Scene } from './data.ts';

type Way = 'deposit' | 'withdraw';

export function CashPanel({ scene }: { scene: Scene }) {
  const [way, setWay] = useState<Way | null>(null);
  const { free, held, debt, holds, backing } = scene.cash;
  const facts = [
    [t('mine.held'), <Money key="held" amount={held} />] as const,
    ...holds.map(
      ({ reason, amount }) =>
        [`· ${reasonOf(reason)}`, <Money key={reason} amount={amount} />] as const,
    ),
    [t('mine.debt'), <DebtOf key="debt" debt={debt} />] as const,
    [t('mine.outside'), <Money key="outside" amount={backing} />] as const,
  ];
  return (
    <Panel title={t('mine.cash')}>
      <div class="body">
        <div class="dim">{t('mine.free')}</div>
        <div class="big">
          <Money amount={free} />
        </div>
        <Facts facts={facts} />
        {debt > 0n && <Notice bad>{t('claims.note')}</Notice>}
        <div class="row cash-buttons">
          <Act
            onClick={() => {
              setWay('deposit');
            }}
          >
            {t('mine.deposit')}
          </Act>
          <Act
            onClick={() => {
              setWay('withdraw');
            }}
          >
            {t('mine.withdraw')}
          </Act>
        </div>
      </div>
      <Claims who={scene.who} />
      {way !== null && (
        <Transfer
          way={way}
          scene={scene}
          onClose={() => {
            setWay(null);
          }}
        />
      )}
    </Panel>
  );
}

const DebtOf = ({ debt }: { debt: bigint }) => (
  <span class={debt > 0n ? 'down' : ''}>
    <Money amount={debt} />
  </span>
);

/** "Bonds of units" of "Capacity.Bond". */
function reasonOf(reason: string): string {
  const key = `hold.${reason}`;
  return has(key) ? t(key) : reason;
}

interface TransferProps {
  way: Way;
  scene: Scene;
  onClose: () => void;
}

function Transfer({ way, scene, onClose }: TransferProps) {
  const [text, setText] = useState('');
  const { cash } = scene;
  const amount = parseAmount(text);
  const most = way === 'deposit' ? cash.backing : cash.free;
  const problems =
    amount === null
      ? []
      : way === 'deposit'
        ? depositProblems(amount, cash.backing)
        : withdrawProblems(amount, cash);
  const submit = () => {
    if (amount === null) return;
    onClose();
    const asset = scene.rules.backing;
    void propose({
      title: t(`mine.${way}Title`, { amount: showAmount(amount) }),
      cash: [
        way === 'deposit'
          ? { label: t('mine.fromAsset', { asset }), amount, kind: 'get' }
          : { label: t('mine.toAsset', { asset }), amount, kind: 'pay' },
      ],
      problems: sayProblems(problems),
      confirm: t(`mine.${way}`),
      call: ({ js, api }) => js.call(api, `cash.${way}`, amount),
    });
  };
  return (
    <FormDialog
      title={t(`mine.${way}`)}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={amount === null}
    >
      <Field
        label={t('mine.amount')}
        value={text}
        onValue={setText}
        numeric
        hint={t('mine.most', { amount: showAmount(most) })}
        problem={text !== '' && amount === null ? t('ui.notAmount') : null}
      />
      <button
        type="button"
        class="link"
        onClick={() => {
          setText(showAmount(most));
        }}
      >
        {t('acting.all')}
      </button>
    </FormDialog>
  );
}

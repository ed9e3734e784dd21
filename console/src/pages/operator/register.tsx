// For an account that is no operator: what it takes to be one.

import { useState } from 'preact/hooks';
import { showAmount } from '../../calc/amount.ts';
import { registerProblems } from '../../calc/capacity.ts';
import { propose } from '../../sign/action.ts';
import { nameOf } from '../../sign/accounts.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { Field } from '../../ui/field.tsx';
import { Problems } from '../../ui/form.tsx';
import { Facts, Panel } from '../../ui/panel.tsx';
import type { Scene } from '../mine/data.ts';

const MOST_BYTES = 32;

export function Register({ scene }: { scene: Scene }) {
  const [name, setName] = useState('');
  const { cash, rules, who } = scene;
  const bond = rules.registrationBond;
  const bytes = new TextEncoder().encode(name.trim()).length;
  const problems = registerProblems(name, { ...cash, registered: false, bond });
  const typed = name.trim() !== '' && bytes <= MOST_BYTES;
  const submit = () => {
    void propose({
      title: t('operator.registerTitle', { name: name.trim() }),
      cash: [{ label: t('operator.registrationBond'), amount: bond, kind: 'hold' }],
      notes: [t('operator.registerNote')],
      problems: sayProblems(problems),
      confirm: t('operator.register'),
      call: ({ js, api }) => js.call(api, 'capacity.registerOperator', name.trim()),
      outcome: () => [t('operator.registered')],
    });
  };
  return (
    <>
      <div class="page-head">
        <h1>{t('operator.notOne', { who: nameOf(who) })}</h1>
      </div>
      <Panel title={t('operator.register')} class="narrow">
        <form
          class="body form"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed && problems.length === 0) submit();
          }}
        >
          <p class="dim">{t('operator.registerWhy')}</p>
          <Facts
            facts={[
              [t('operator.registrationBond'), showAmount(bond)],
              [t('acting.free'), showAmount(cash.free)],
            ]}
          />
          <Field
            label={t('operator.name')}
            value={name}
            onValue={setName}
            hint={t('operator.nameHint')}
            problem={bytes > MOST_BYTES ? t('operator.nameLong') : null}
          />
          <Problems problems={typed ? sayProblems(problems) : []} />
          <button type="submit" class="primary" disabled={!typed || problems.length > 0}>
            {t('acting.review')}
          </button>
        </form>
      </Panel>
    </>
  );
}

// Physical agreements: the seller puts units in, the buyer says where to deliver.

import { useState } from 'preact/hooks';
import { hoursOf, sameSeries, total } from '@headroom/js';
import { grouped, parseCount, showAmount } from '../../calc/amount.ts';
import { commitProblems } from '../../calc/forward-problems.ts';
import type { OwnAgreement, Owned } from '../../chain/holder.ts';
import { useWhen } from '../../chain/when.ts';
import { nameOf } from '../../sign/accounts.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { CountField } from '../../ui/count-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { CopyWords, type Instructions, InstructionsField } from '../../ui/instructions.tsx';
import type { Scene } from './data.ts';
import { nameOfAgreement } from './forward-plans.ts';
import { actorOf } from './margin.tsx';

interface CommitProps {
  scene: Scene;
  own: OwnAgreement;
  holdings: Owned[];
  onClose: () => void;
}

export function CommitUnits({ scene, own, holdings, onClose }: CommitProps) {
  const { id, agreement } = own;
  const { series, price } = agreement.terms;
  const { who, rules } = scene;
  // An issuer's own units are no holding.
  const issued = useWhen(
    (chain) => chain.js.unitOf(chain.api, { operator: who, series }),
    [who, id],
    /^capacity\./,
  ).value.value;
  const free = new Map(
    holdings
      .filter(({ unit }) => sameSeries(unit.series, series))
      .map(({ unit, free: units }) => [unit.operator, units]),
  );
  if (issued) free.set(who, issued.own);
  const [operator, setOperator] = useState('');
  const [text, setText] = useState('');
  const chosen = operator !== '' ? operator : ([...free.keys()][0] ?? '');
  const units = free.get(chosen) ?? 0;
  const quantity = parseCount(text);
  const problems =
    quantity === null
      ? []
      : commitProblems(agreement, chosen, quantity, units, actorOf(scene), rules.forward);
  const submit = () => {
    if (quantity === null) return;
    onClose();
    const cover = (issued?.coverRate ?? 0n) - price;
    const lacks =
      chosen === who && cover > 0n ? total(cover, quantity, hoursOf(series.period)) : 0n;
    void propose({
      title: t('forward.commitTitle', { n: grouped(quantity), id: String(id) }),
      facts: [
        [t('acting.series'), nameOfAgreement(agreement)],
        [t('acting.operator'), nameOf(chosen)],
      ],
      cash: [
        {
          label: t('forward.getsLater'),
          amount: total(price, quantity, hoursOf(series.period)),
          kind: 'info',
        },
      ],
      notes: [
        t('forward.notTakenBack'),
        ...(lacks > 0n ? [t('forward.coverLacks', { amount: showAmount(lacks) })] : []),
      ],
      problems: sayProblems(problems),
      confirm: t('forward.commit'),
      call: ({ js, api }) => js.commitUnits(api, id, { series, operator: chosen }, quantity),
    });
  };
  return (
    <FormDialog
      title={t('forward.commitHead', { id: String(id) })}
      onClose={onClose}
      onSubmit={submit}
      confirm={t('acting.review')}
      problems={free.size === 0 ? [t('forward.noUnits')] : sayProblems(problems)}
      incomplete={free.size > 0 && quantity === null}
    >
      {free.size > 0 && (
        <Select
          label={t('acting.operator')}
          value={chosen}
          onValue={setOperator}
          options={[...free].map(([key, n]) => [key, `${nameOf(key)} · ${grouped(n)}`] as const)}
        />
      )}
      <CountField value={text} onValue={setText} most={units} />
    </FormDialog>
  );
}

export function Instruct({ own, onClose }: { own: OwnAgreement; onClose: () => void }) {
  const [said, setSaid] = useState<Instructions>({ words: '', hash: null });
  const [stage, setStage] = useState<'filling' | 'signing' | 'told'>('filling');
  const { id, agreement } = own;
  const operators = agreement.committed.map(({ operator }) => nameOf(operator)).join(', ');
  const submit = async () => {
    const { hash } = said;
    if (hash === null) return;
    setStage('signing');
    const receipt = await propose({
      title: t('forward.instructTitle', { id: String(id) }),
      facts: [[t('instructions.hash'), `${hash.slice(0, 18)}…`]],
      cash: [],
      notes: [t('forward.instructNote')],
      problems: sayProblems(agreement.deliverable ? [] : ['forward.NotPhysical']),
      confirm: t('forward.instruct'),
      call: ({ js, api }) => js.instruct(api, id, hash),
    });
    if (receipt === null) onClose();
    else setStage('told');
  };
  if (stage === 'signing') return null;
  if (stage === 'told') {
    const who = operators === '' ? t('instructions.whoever') : operators;
    return (
      <Dialog title={t('instructions.handOver', { who })} onClose={onClose}>
        <p>{t('instructions.handOverWhy')}</p>
        <CopyWords words={said.words} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('forward.instructTitle', { id: String(id) })}
      onClose={onClose}
      onSubmit={() => void submit()}
      confirm={t('acting.review')}
      problems={[]}
      incomplete={said.hash === null}
    >
      <InstructionsField value={said} onValue={setSaid} />
    </FormDialog>
  );
}

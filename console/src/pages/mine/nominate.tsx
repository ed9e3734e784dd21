// Saying where to deliver: units are nominated with a hash, and the words go to the operator.

import { useState } from 'preact/hooks';
import { hoursOf, total } from '@headroom/js';
import { grouped, parseCount } from '../../calc/amount.ts';
import { nominateProblems } from '../../calc/capacity.ts';
import { gateClosesAt } from '../../calc/gate.ts';
import { seriesName } from '../../chain/catalogue.ts';
import type { Owned } from '../../chain/holder.ts';
import { nameOf } from '../../sign/accounts.ts';
import { propose } from '../../sign/action.ts';
import { sayProblems } from '../../sign/problems.ts';
import { t } from '../../text/index.ts';
import { CountField } from '../../ui/count-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form.tsx';
import { CopyWords, type Instructions, InstructionsField } from '../../ui/instructions.tsx';
import type { Scene } from './data.ts';

interface Props {
  scene: Scene;
  owned: Owned;
  onClose: () => void;
}

export function Nominate({ scene, owned, onClose }: Props) {
  const [text, setText] = useState(String(owned.free));
  const [said, setSaid] = useState<Instructions>({ words: '', hash: null });
  const [stage, setStage] = useState<'filling' | 'signing' | 'nominated'>('filling');
  const { unit, free, record } = owned;
  const { series, operator } = unit;
  const quantity = parseCount(text);
  const closed =
    scene.at.now >= gateClosesAt(series.period, scene.rules.capacity.gateLead, scene.at);
  const problems = nominateProblems(quantity ?? 0, free, scene.who === operator, closed);

  const submit = async () => {
    const { hash } = said;
    if (quantity === null || hash === null) return;
    setStage('signing');
    const cover = total(record?.coverRate ?? 0n, quantity, hoursOf(series.period));
    const receipt = await propose({
      title: t('units.nominateTitle', { n: grouped(quantity), series: seriesName(series) }),
      facts: [
        [t('acting.operator'), nameOf(operator)],
        [t('instructions.hash'), `${hash.slice(0, 18)}…`],
      ],
      cash: [{ label: t('units.coverBehind'), amount: cover, kind: 'info' }],
      notes: [t('units.final')],
      problems: sayProblems(problems),
      confirm: t('units.nominate'),
      call: ({ js, api }) => js.nominate(api, unit, quantity, hash),
    });
    if (receipt === null) onClose();
    else setStage('nominated');
  };

  if (stage === 'signing') return null;
  if (stage === 'nominated') {
    return (
      <Dialog title={t('instructions.handOver', { who: nameOf(operator) })} onClose={onClose}>
        <p>{t('instructions.handOverWhy')}</p>
        <CopyWords words={said.words} />
        <code class="hash">{said.hash}</code>
        <footer>
          <button type="button" class="primary" onClick={onClose}>
            {t('ui.close')}
          </button>
        </footer>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('units.nominateHead', { series: seriesName(series) })}
      onClose={onClose}
      onSubmit={() => void submit()}
      confirm={t('acting.review')}
      problems={sayProblems(problems)}
      incomplete={quantity === null || said.hash === null}
    >
      <CountField value={text} onValue={setText} most={free} />
      <InstructionsField value={said} onValue={setSaid} />
    </FormDialog>
  );
}

// The dialog of an action: what will happen in cash, and after it what did.

import { useEffect, useRef } from 'preact/hooks';
import { showAmount } from '../calc/amount.ts';
import { t } from '../text/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Money } from '../ui/money.tsx';
import { account } from './accounts.ts';
import {
  against,
  type CashLine,
  close,
  confirm,
  freeAfter,
  proposal,
  type Proposal,
} from './action.ts';

/** Where the one there may be is shown. */
export function ActionDialog() {
  const now = proposal.value;
  return now === null ? null : <Shown key={now.plan} now={now} />;
}

function Shown({ now }: { now: Proposal }) {
  const { plan, stage } = now;
  return (
    <Dialog title={plan.title} onClose={close}>
      {stage.at === 'done' ? (
        <Done stage={stage} />
      ) : stage.at === 'failed' ? (
        <Failed stage={stage} />
      ) : (
        <Before now={now} />
      )}
    </Dialog>
  );
}

function Before({ now }: { now: Proposal }) {
  const { plan, purse, stage } = now;
  const problems = against(now);
  const signing = stage.at === 'signing';
  const ready = stage.at === 'ready' && problems.length === 0;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (ready) button.current?.focus();
  }, [ready]);
  return (
    <form
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <table class="cash">
        <tbody>
          <tr>
            <th scope="row">{t('action.as')}</th>
            <td>{account.value?.name ?? t('account.none')}</td>
          </tr>
          {(plan.facts ?? []).map(([label, text]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{text}</td>
            </tr>
          ))}
          {purse !== null && plan.cash.length > 0 && (
            <tr class="rule">
              <th scope="row">{t('action.freeNow')}</th>
              <td>
                <Money amount={purse.free} />
              </td>
            </tr>
          )}
          {plan.cash.map((line) => (
            <Line key={line.label} line={line} />
          ))}
          {purse !== null && plan.cash.length > 0 && (
            <tr class="rule total">
              <th scope="row">{t('action.freeAfter')}</th>
              <td>
                <Money amount={freeAfter(purse.free, plan.cash)} />
              </td>
            </tr>
          )}
          {stage.at === 'ready' && stage.fee !== null && (
            <tr class="dim">
              <th scope="row">{t('action.networkFee')}</th>
              <td class="num">{stage.fee}</td>
            </tr>
          )}
        </tbody>
      </table>
      {(plan.notes ?? []).map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      {problems.length > 0 && (
        <div class="notice bad" role="alert">
          <strong>{t('action.against')}</strong>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      {signing && <p class="note">{t('action.goesOn')}</p>}
      <footer>
        <span class="dim" role="status">
          {stage.at === 'preparing' && t('action.preparing')}
          {signing && t(account.value?.source === 'dev' ? 'action.signing' : 'action.signingAway')}
        </span>
        <button type="button" onClick={close}>
          {t(signing ? 'ui.close' : 'ui.cancel')}
        </button>
        <button ref={button} type="submit" class="primary" disabled={!ready}>
          {plan.confirm ?? t('action.sign')}
        </button>
      </footer>
    </form>
  );
}

function Line({ line: { label, amount, kind } }: { line: CashLine }) {
  const goes = kind === 'pay' || kind === 'hold';
  return (
    <tr>
      <th scope="row">{label}</th>
      <td class={kind === 'info' ? 'dim' : ''}>
        {kind === 'info' ? (
          <Money amount={amount} />
        ) : (
          <span class={`num ${goes ? 'down' : 'up'}`}>
            {goes ? '−' : '+'}
            {showAmount(amount)}
          </span>
        )}
      </td>
    </tr>
  );
}

function Done({ stage }: { stage: Extract<Proposal['stage'], { at: 'done' }> }) {
  const { before, after, told, receipt } = stage;
  const rows = [
    [t('account.free'), before.free, after.free],
    [t('action.held'), before.held, after.held],
    [t('action.debt'), before.debt, after.debt],
  ] as const;
  return (
    <>
      <p class="outcome good" role="status">
        <strong>{t('action.done')}</strong>
      </p>
      {told.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <table class="cash">
        <tbody>
          {rows.map(
            ([label, from, to], n) =>
              (n === 0 || from !== to) && (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>
                    <Money amount={to} />
                  </td>
                  <td>
                    <Money amount={to - from} signed />
                  </td>
                </tr>
              ),
          )}
        </tbody>
      </table>
      <p class="dim" title={receipt.block}>
        {t('action.inBlock', { block: `${receipt.block.slice(0, 18)}…` })}
      </p>
      <CloseButton />
    </>
  );
}

function Failed({ stage }: { stage: Extract<Proposal['stage'], { at: 'failed' }> }) {
  const { error, docs, unsure } = stage;
  return (
    <>
      <div class="notice bad" role="alert">
        <strong>{error}</strong>
        {docs !== '' && <p>{docs}</p>}
      </div>
      {!unsure && <p class="dim">{t('action.nothing')}</p>}
      <CloseButton />
    </>
  );
}

function CloseButton() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <footer>
      <button ref={button} type="button" class="primary" onClick={close}>
        {t('ui.close')}
      </button>
    </footer>
  );
}

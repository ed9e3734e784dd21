// Who acts: shown with what it has, and chosen in a dialog.

import { signal } from '@preact/signals';
import { chain } from '../chain/connection.ts';
import { useLive } from '../chain/live.ts';
import {
  account,
  accounts,
  askable,
  choose,
  connectExtension,
  me,
  short,
} from '../sign/accounts.ts';
import { t } from '../text/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Money } from '../ui/money.tsx';
import { toast } from '../ui/toast.tsx';

const open = signal(false);

/** Lets somebody choose who acts. */
export function openAccounts(): void {
  open.value = true;
}

const close = () => {
  open.value = false;
};

export function AccountButton() {
  const who = account.value;
  return (
    <>
      <button type="button" class="account" aria-haspopup="dialog" onClick={openAccounts}>
        {who === null ? (
          t('account.choose')
        ) : (
          <>
            <b>{who.name}</b> <FreeCash />
          </>
        )}
      </button>
      {open.value && <AccountDialog onClose={close} />}
    </>
  );
}

function FreeCash() {
  const who = me.value;
  const cash = useLive(
    async (from) => (who === null ? null : from.js.cashOf(from.api, who)),
    [who],
  );
  return (
    <span class="free" title={t('account.free')}>
      <Money amount={cash.value.value?.free} round />
    </span>
  );
}

function AccountDialog({ onClose }: { onClose: () => void }) {
  const sources = [...new Set(accounts.value.map(({ source }) => source))];
  return (
    <Dialog title={t('account.title')} onClose={onClose}>
      {accounts.value.length === 0 && askable.value.length === 0 && (
        <p class="dim">{chain.value === null ? t('node.connecting') : t('account.none')}</p>
      )}
      {askable.value.map((name) => (
        <button
          key={name}
          type="button"
          onClick={() => {
            connectExtension(name).catch((error: unknown) => {
              toast(String(error), 'bad');
            });
          }}
        >
          {t('account.connect', { name })}
        </button>
      ))}
      {sources.map((source) => (
        <fieldset key={source} class="people">
          <legend>
            {source === 'dev' ? t('account.dev') : t('account.extension', { name: source })}
          </legend>
          {accounts.value
            .filter((one) => one.source === source)
            .map(({ address, name }) => (
              <button
                key={address}
                type="button"
                class={address === me.value ? 'on' : ''}
                aria-pressed={address === me.value}
                title={address}
                onClick={() => {
                  choose(address);
                  onClose();
                }}
              >
                <b>{name}</b> <small class="dim">{short(address)}</small>
              </button>
            ))}
        </fieldset>
      ))}
    </Dialog>
  );
}

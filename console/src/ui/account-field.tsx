// A field for an account: an address, or a name that the page knows.

import { nameOf, short } from '../sign/accounts.ts';
import { resolveAccount } from '../sign/resolve.ts';
import { t } from '../text/index.ts';
import { Field } from './field.tsx';

interface Props {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** What nothing in it means; without it, something has to be. */
  optional?: string;
}

export function AccountField({ label, value, onValue, optional }: Props) {
  const empty = value.trim() === '';
  const found = resolveAccount(value);
  const problem = !empty && found === null ? t('account.unknown') : null;
  const hint = empty
    ? (optional ?? t('account.hint'))
    : found !== null && nameOf(found) !== short(found)
      ? `${nameOf(found)} · ${short(found)}`
      : found !== null
        ? short(found)
        : '';
  return <Field label={label} value={value} onValue={onValue} hint={hint} problem={problem} />;
}

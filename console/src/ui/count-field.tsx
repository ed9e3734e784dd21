// A field for a number of units.

import { grouped, parseCount } from '../calc/amount.ts';
import { t } from '../text/index.ts';
import { Field } from './field.tsx';

interface Props {
  value: string;
  onValue: (value: string) => void;
  label?: string;
  /** How many there are. */
  most?: number;
  hint?: string;
}

export function CountField({ value, onValue, label, most, hint }: Props) {
  const count = parseCount(value);
  return (
    <Field
      label={label ?? t('acting.quantity')}
      value={value}
      onValue={onValue}
      numeric
      hint={hint ?? (most === undefined ? undefined : t('acting.ofUnits', { n: grouped(most) }))}
      problem={value !== '' && count === null ? t('acting.notCount') : null}
      onStep={(steps) => {
        onValue(String(Math.max((count ?? 0) + steps, 0)));
      }}
    />
  );
}

// A labelled field: its hint and what is wrong with it are read out with it.

import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useId } from 'preact/hooks';

interface Common {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with what is in it. */
  problem?: string | null;
}

interface FieldProps extends Common {
  value: string;
  onValue: (value: string) => void;
  /** Behind the value: a unit. */
  unit?: string;
  numeric?: boolean;
  /** One step up or down, by the arrow keys. */
  onStep?: (steps: 1 | -1) => void;
  placeholder?: string;
  disabled?: boolean;
}

export function Field(props: FieldProps) {
  const { label, value, onValue, unit, numeric, onStep, hint, problem } = props;
  const id = useId();
  const about = problem || hint ? `${id}-about` : undefined;
  const keys = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (onStep === undefined || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onStep(event.key === 'ArrowUp' ? 1 : -1);
  };
  return (
    <div class={`field${problem ? ' wrong' : ''}`}>
      <label for={id}>{label}</label>
      <span class="input">
        <input
          id={id}
          type="text"
          class={numeric ? 'num' : ''}
          inputMode={numeric ? 'decimal' : undefined}
          autocomplete="off"
          spellcheck={false}
          value={value}
          placeholder={props.placeholder}
          disabled={props.disabled}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={about}
          onInput={(event) => {
            onValue(event.currentTarget.value);
          }}
          onKeyDown={keys}
        />
        {unit && <span class="unit">{unit}</span>}
      </span>
      {about && (
        <span id={about} class={problem ? 'problem' : 'hint'}>
          {problem || hint}
        </span>
      )}
    </div>
  );
}

interface SelectProps extends Common {
  value: string;
  onValue: (value: string) => void;
  options: readonly (readonly [value: string, text: string])[];
  disabled?: boolean;
}

export function Select({ label, value, onValue, options, hint, problem, disabled }: SelectProps) {
  const id = useId();
  const about = problem || hint ? `${id}-about` : undefined;
  return (
    <div class={`field${problem ? ' wrong' : ''}`}>
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-describedby={about}
        onChange={(event) => {
          onValue(event.currentTarget.value);
        }}
      >
        {options.map(([key, text]) => (
          <option key={key} value={key} selected={key === value}>
            {text}
          </option>
        ))}
      </select>
      {about && (
        <span id={about} class={problem ? 'problem' : 'hint'}>
          {problem || hint}
        </span>
      )}
    </div>
  );
}

interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  onValue: (value: Value) => void;
  options: readonly (readonly [value: Value, text: ComponentChildren])[];
  class?: string;
}

/** One of a few, all in sight: a group of radio buttons that looks like one of tabs. */
export function Choice<Value extends string>(props: TabsProps<Value>) {
  const { label, value, onValue, options, class: own = '' } = props;
  const name = useId();
  return (
    <div class={`choice ${own}`} role="radiogroup" aria-label={label}>
      {options.map(([key, text]) => (
        <label key={key} class={key === value ? 'on' : ''} data-value={key}>
          <input
            type="radio"
            name={name}
            value={key}
            checked={key === value}
            onChange={() => {
              onValue(key);
            }}
          />
          {text}
        </label>
      ))}
    </div>
  );
}

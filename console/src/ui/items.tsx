// A list of things that can be acted on: what it is, how it stands, and what can be done. One below
// the other on a phone.

import type { ComponentChildren } from 'preact';
import './form.css';

export interface ItemFact {
  label: string;
  value: ComponentChildren;
  class?: string;
}

interface ItemProps {
  what: ComponentChildren;
  /** Under it, small. */
  tags?: ComponentChildren;
  facts: readonly ItemFact[];
  /** Buttons and links. */
  acts?: ComponentChildren;
  /** What must not be overlooked. */
  alarm?: ComponentChildren;
}

export function Item({ what, tags, facts, acts, alarm }: ItemProps) {
  return (
    <li class="item">
      {alarm && (
        <div class="alarm" role="alert">
          {alarm}
        </div>
      )}
      <div class="what">
        {what}
        {tags && <div class="facts-line">{tags}</div>}
      </div>
      <dl>
        {facts.map(({ label, value, class: own = '' }) => (
          <div key={label} class={own}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="acts">{acts}</div>
    </li>
  );
}

interface ItemsProps {
  label: string;
  /** Shown in place of none. */
  none: string;
  children: ComponentChildren[];
}

export function Items({ label, none, children }: ItemsProps) {
  if (children.length === 0) return <p class="none-here">{none}</p>;
  return (
    <ul class="items" aria-label={label}>
      {children}
    </ul>
  );
}

interface ActProps {
  children: ComponentChildren;
  onClick: () => void;
  /** The one that is most likely wanted. */
  primary?: boolean;
  /** Said in place of the text, where that is short: "Cancel the order …". */
  label?: string;
}

export function Act({ children, onClick, primary = false, label }: ActProps) {
  return (
    <button type="button" class={primary ? 'primary' : ''} aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}

export function Tag({
  children,
  tone = '',
}: {
  children: ComponentChildren;
  tone?: '' | 'up' | 'down' | 'warn';
}) {
  return <span class={`tag ${tone}`}>{children}</span>;
}

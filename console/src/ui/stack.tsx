// Parts of a whole, side by side in one bar; the numbers stand beside it.

import { grouped } from '../calc/amount.ts';
import './stack.css';

export interface Part {
  label: string;
  count: number;
  /** A colour of style/base.css. */
  tone: string;
}

export function Stack({ label, parts }: { label: string; parts: readonly Part[] }) {
  const shown = parts.filter(({ count }) => count > 0);
  const said = shown.map((part) => `${part.label} ${grouped(part.count)}`).join(', ');
  return (
    <div class="stack">
      <div class="bar" role="img" aria-label={`${label}: ${said}`}>
        {shown.map(({ label: name, count, tone }) => (
          <span
            key={name}
            title={`${name} ${grouped(count)}`}
            style={{ flexGrow: count, background: `var(--${tone})` }}
          />
        ))}
      </div>
      <div class="legend" aria-hidden="true">
        {shown.map(({ label: name, count, tone }) => (
          <span key={name}>
            <i style={{ background: `var(--${tone})` }} />
            {name} <b class="num">{grouped(count)}</b>
          </span>
        ))}
      </div>
    </div>
  );
}

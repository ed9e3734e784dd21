// What a page is made of: titled panels, notices, and what is shown while something is read.

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { historyState } from '../history/client.ts';
import { t } from '../text/index.ts';

interface PanelProps {
  title: ComponentChildren;
  /** Beside the title: a choice, a link. */
  tools?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}

export function Panel({ title, tools, children, class: own = '' }: PanelProps) {
  const id = useId();
  return (
    <section class={`panel ${own}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {tools}
      </header>
      {children}
    </section>
  );
}

export function Notice({ children, bad = false }: { children: ComponentChildren; bad?: boolean }) {
  return <p class={`notice${bad ? ' bad' : ''}`}>{children}</p>;
}

/** Says that past trades are missing, where they are. */
export function HistoryNotice() {
  if (historyState.value === 'absent') return <Notice>{t('history.notice')}</Notice>;
  if (historyState.value === 'other') return <Notice>{t('history.noticeOther')}</Notice>;
  return null;
}

export function Loading() {
  return (
    <p class="loading" aria-busy="true">
      {t('ui.loading')}
    </p>
  );
}

/** Labels and values, one below the other. */
export function Facts({ facts }: { facts: (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

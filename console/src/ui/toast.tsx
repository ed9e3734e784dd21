// Short messages in a corner, which go by themselves.

import { signal } from '@preact/signals';
import { t } from '../text/index.ts';

type Tone = 'good' | 'bad' | 'plain';

const SHOWN_FOR = 6_000;

const toasts = signal<{ id: number; text: string; tone: Tone }[]>([]);
let last = 0;

const dismiss = (id: number) => {
  toasts.value = toasts.peek().filter((one) => one.id !== id);
};

export function toast(text: string, tone: Tone = 'plain'): void {
  const id = (last += 1);
  toasts.value = [...toasts.peek(), { id, text, tone }].slice(-4);
  setTimeout(dismiss, SHOWN_FOR, id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, tone }) => (
        <div key={id} class={`toast ${tone}`}>
          <span>{text}</span>
          <button
            type="button"
            class="quiet"
            aria-label={t('ui.dismiss')}
            onClick={() => {
              dismiss(id);
            }}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}

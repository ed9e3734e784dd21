// Where and how to deliver: the words stay here, and their hash goes to the chain.

import { useEffect, useId, useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { toast } from './toast.tsx';

/** SHA-256 of a text, as "0x…"; null where the browser refuses to reckon it. */
async function hashOf(words: string): Promise<string | null> {
  // A page that came over plain HTTP from elsewhere than this machine has no such thing.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (subtle === undefined) return null;
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(words));
  const bytes = [...new Uint8Array(digest)];
  return `0x${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export interface Instructions {
  words: string;
  /** Null where there are no words, or they could not be hashed. */
  hash: string | null;
}

interface Props {
  value: Instructions;
  onValue: (value: Instructions) => void;
}

export function InstructionsField({ value, onValue }: Props) {
  const id = useId();
  const [words, setWords] = useState(value.words);
  const [unable, setUnable] = useState(false);
  useEffect(() => {
    let stale = false;
    if (words === '') onValue({ words, hash: null });
    else {
      void hashOf(words).then((hash) => {
        if (stale) return;
        setUnable(hash === null);
        onValue({ words, hash });
      });
    }
    return () => {
      stale = true;
    };
  }, [words]);
  return (
    <div class={`field${unable ? ' wrong' : ''}`}>
      <label for={id}>{t('instructions.words')}</label>
      <textarea
        id={id}
        class="words"
        spellcheck={false}
        value={words}
        aria-describedby={`${id}-about`}
        placeholder={t('instructions.example')}
        onInput={(event) => {
          setWords(event.currentTarget.value);
        }}
      />
      <span id={`${id}-about`} class={unable ? 'problem' : 'hint'}>
        {unable ? t('instructions.unable') : t('instructions.hint')}
      </span>
      {value.hash !== null && <code class="hash">{value.hash}</code>}
    </div>
  );
}

/** Words to be handed over, with a button that copies them. */
export function CopyWords({ words }: { words: string }) {
  const copy = () => {
    navigator.clipboard.writeText(words).then(
      () => {
        toast(t('ui.copied'), 'good');
      },
      () => {
        toast(t('instructions.notCopied'), 'bad');
      },
    );
  };
  return (
    <div class="field">
      <textarea class="words" readOnly value={words} aria-label={t('instructions.words')} />
      <button type="button" onClick={copy}>
        {t('ui.copy')}
      </button>
    </div>
  );
}

// A dialog with fields: what somebody fills in before it is shown in cash and signed.

import type { ComponentChildren } from 'preact';
import { t } from '../text/index.ts';
import { Dialog } from './dialog.tsx';
import './form.css';

interface Props {
  title: string;
  onClose: () => void;
  onSubmit: () => void;
  /** What the button says. */
  confirm: string;
  /** Why it cannot be done: sentences. The button is off while there are any. */
  problems: readonly string[];
  /** Something is missing or no number: the fields themselves say so. */
  incomplete?: boolean;
  wide?: boolean;
  children: ComponentChildren;
}

export function FormDialog(props: Props) {
  const { title, onClose, onSubmit, confirm, problems, incomplete = false, wide } = props;
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (problems.length === 0 && !incomplete) onSubmit();
        }}
      >
        {props.children}
        <Problems problems={incomplete ? [] : problems} />
        <footer>
          <span class="dim" />
          <button type="button" onClick={onClose}>
            {t('ui.cancel')}
          </button>
          <button type="submit" class="primary" disabled={incomplete || problems.length > 0}>
            {confirm}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** Why something cannot be done. Its place is there before it is filled, to be read out then. */
export function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <div role="status">
      {problems.map((problem) => (
        <p key={problem} class="notice bad problem-line">
          {problem}
        </p>
      ))}
    </div>
  );
}

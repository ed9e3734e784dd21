// Where the page is connected, and how it goes there.

import { useState } from 'preact/hooks';
import { chain, link, linkProblem } from '../chain/connection.ts';
import { finalised, head } from '../chain/head.ts';
import { historyState, historyStatus } from '../history/client.ts';
import { endpointProblem, historyEndpoint, nodeEndpoint, setEndpoints } from '../settings.ts';
import { showClock, showTime, t } from '../text/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Facts } from '../ui/panel.tsx';
import { toast } from '../ui/toast.tsx';

/** What a point's colour says is said in words beside it. */
const TONES = {
  connecting: 'waits',
  ready: 'good',
  lost: 'bad',
  unknown: 'waits',
  behind: 'waits',
  absent: 'off',
  other: 'bad',
} as const;

const nodeText = () =>
  link.value === 'connecting'
    ? t('node.waiting', { endpoint: nodeEndpoint.value })
    : t(`node.${link.value}`);

const historyText = () =>
  t(`history.${historyState.value}`, { blocks: historyStatus.value?.behind ?? '' });

export function StatusBar() {
  return (
    <footer class="status">
      <span
        role="status"
        class={`point ${TONES[link.value]}`}
        title={linkProblem.value ?? undefined}
      >
        {nodeText()}
      </span>
      <BlockNumber />
      <Clock />
      <span class={`point ${TONES[historyState.value]}`}>{historyText()}</span>
    </footer>
  );
}

function BlockNumber() {
  if (head.value === null) return null;
  return (
    <span class="num" title={t('node.final', { number: finalised.value })}>
      {t('node.block')} {head.value.number}
    </span>
  );
}

function Clock() {
  if (head.value === null) return null;
  const shown = showTime(head.value.time).slice(0, 10);
  return (
    <time class="num" title={t('node.time')}>
      {shown} {showClock(head.value.time)}
    </time>
  );
}

export function SettingsButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-haspopup="dialog"
        aria-label={t('settings.open')}
        title={t('settings.open')}
        onClick={() => {
          setOpen(true);
        }}
      >
        <span aria-hidden="true" class={`point ${TONES[link.value]}`} />
      </button>
      {open && (
        <SettingsDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function SettingsDialog({ onClose }: { onClose: () => void }) {
  const [node, setNode] = useState(nodeEndpoint.value);
  const [history, setHistory] = useState(historyEndpoint.value);
  const badNode = endpointProblem(node, ['ws:', 'wss:']) && t('settings.badNode');
  const badHistory = endpointProblem(history, ['http:', 'https:']) && t('settings.badHistory');
  return (
    <Dialog title={t('settings.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (badNode || badHistory) return;
          setEndpoints(node, history);
          onClose();
        }}
      >
        <Field
          label={t('settings.node')}
          value={node}
          onValue={setNode}
          hint={t('settings.nodeHint')}
          problem={badNode}
        />
        <Field
          label={t('settings.history')}
          value={history}
          onValue={setHistory}
          hint={t('settings.historyHint')}
          problem={badHistory}
        />
        <footer>
          <button type="submit" class="primary" disabled={Boolean(badNode || badHistory)}>
            {t('settings.save')}
          </button>
        </footer>
      </form>
      {chain.value !== null && (
        <Facts
          facts={[
            [t('settings.chain'), chain.value.name],
            [t('settings.genesis'), <code class="break">{chain.value.genesis}</code>],
          ]}
        />
      )}
      {chain.value?.clock && <DevClock />}
    </Dialog>
  );
}

function DevClock() {
  const advance = (ms: number) => () => {
    const from = chain.peek();
    from?.js.advance(from.api, ms).catch((error: unknown) => {
      toast(String(error), 'bad');
    });
  };
  return (
    <div class="row">
      <span class="grow">{t('settings.clock')}</span>
      <button type="button" onClick={advance(3_600_000)}>
        {t('settings.hour')}
      </button>
      <button type="button" onClick={advance(86_400_000)}>
        {t('settings.day')}
      </button>
    </div>
  );
}

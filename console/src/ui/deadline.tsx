// How long until a moment of the chain's own time, which a dev chain can set forward.

import { head } from '../chain/head.ts';
import { showSpan, showTime, t } from '../text/index.ts';

/** Milliseconds before it from which on it is shown as urgent. */
const SOON = 2 * 3_600_000;

export function Deadline({ at, calm = false }: { at: number; calm?: boolean }) {
  const now = head.value?.time;
  if (now === undefined) return <span class="num">{showTime(at)}</span>;
  const left = at - now;
  const tone = calm ? '' : left < 0 ? ' down' : left < SOON ? ' warn' : '';
  return (
    <time class={`num${tone}`} dateTime={new Date(at).toISOString()} title={`${showTime(at)} UTC`}>
      {left < 0 ? t('deadline.over', { span: showSpan(left) }) : showSpan(left)}
    </time>
  );
}

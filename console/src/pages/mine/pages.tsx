// A list of history, page by page: the newest is asked for again and again, older ones on request.

import { useEffect, useState } from 'preact/hooks';
import { useHistory } from '../../history/live.ts';
import type { Page } from '../../history/types.ts';
import { t } from '../../text/index.ts';
import { Loading, Notice } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';

interface Props<T> {
  label: string;
  ask: (before: string | null) => Promise<Page<T>>;
  keys: readonly unknown[];
  itemKey: (item: T) => string;
  columns: Column<T>[];
}

const EVERY = 5_000;

export function Pages<T extends { time: number }>(props: Props<T>) {
  const { label, ask, keys, itemKey, columns } = props;
  const first = useHistory(() => ask(null), keys, EVERY).value;
  const [seen, setSeen] = useState<ReadonlyMap<string, T>>(new Map());
  const [next, setNext] = useState<string | null | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const add = (items: readonly T[]) => {
    setSeen((before) => {
      const all = new Map(before);
      for (const item of items) all.set(itemKey(item), item);
      return all;
    });
  };
  useEffect(() => {
    if (first.value !== undefined) add(first.value.items);
  }, [first.value]);
  if (first.value === undefined) {
    return first.error === null ? <Loading /> : <Notice bad>{first.error}</Notice>;
  }
  const cursor = next === undefined ? first.value.next : next;
  const more = async () => {
    setBusy(true);
    try {
      const page = await ask(cursor);
      add(page.items);
      setNext(page.next);
    } catch {
      // The button is still there.
    }
    setBusy(false);
  };
  const rows = [...seen.values()].sort((one, two) => two.time - one.time);
  return (
    <>
      <Table label={label} columns={columns} rows={rows} rowKey={itemKey} />
      {cursor !== null && (
        <div class="body">
          <button type="button" disabled={busy} onClick={() => void more()}>
            {t('ui.more')}
          </button>
        </div>
      )}
    </>
  );
}

// A dense table that scrolls by itself where it is wider than its place.

import type { ComponentChildren } from 'preact';
import { t } from '../text/index.ts';

export interface Column<Row> {
  title: ComponentChildren;
  cell: (row: Row) => ComponentChildren;
  /** Numbers are on the right. */
  right?: boolean;
  /** Left out on a phone. */
  wideOnly?: boolean;
  class?: string;
}

interface Props<Row> {
  /** What it is a table of: for those who don't see it. */
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  rowClass?: (row: Row) => string;
  /** Shown in place of no rows. */
  none?: ComponentChildren;
}

export function Table<Row>({ label, columns, rows, rowKey, rowClass, none }: Props<Row>) {
  const classOf = ({ right, wideOnly, class: own }: Column<Row>) =>
    [right ? 'right' : '', wideOnly ? 'wide-only' : '', own ?? ''].filter(Boolean).join(' ');
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column, n) => (
              <th key={n} scope="col" class={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} class={rowClass?.(row) ?? ''}>
              {columns.map((column, n) => (
                <td key={n} class={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr class="none">
              <td colSpan={columns.length}>{none ?? t('ui.none')}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

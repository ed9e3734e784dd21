// How much capacity there is and what became of it, hour by hour or by day, as a map shows it.

/** What the chain says of an hour: units, and thousandths of a unit. */
export interface Tally {
  hour: number;
  attested: bigint;
  issued: bigint;
  /** Thousandths. */
  delivered: bigint;
  failed: bigint;
}

/** Some hours together: everything in unit-hours, what was delivered and failed in thousandths. */
export interface Cell {
  from: number;
  hours: number;
  attested: bigint;
  issued: bigint;
  /** Outside their issuers' hands; null where nobody knows. */
  sold: bigint | null;
  /** Hours of these that are over; nothing can be delivered in the others yet. */
  over: number;
  attestedOver: bigint;
  delivered: bigint;
  failed: bigint;
}

export const MEASURES = [
  'utilisation',
  'delivered',
  'failed',
  'sold',
  'issued',
  'attested',
] as const;
export type Measure = (typeof MEASURES)[number];

const THOUSAND = 1_000n;

/** Hours, in order, as one cell; `sold` has one number for each. `now` is the hour that runs. */
export function cellOf(
  tallies: readonly Tally[],
  sold: readonly number[] | null,
  now: number,
): Cell {
  const sum = (of: (tally: Tally) => bigint, among = tallies) =>
    among.reduce((all, tally) => all + of(tally), 0n);
  const over = tallies.filter(({ hour }) => hour < now);
  return {
    from: tallies[0].hour,
    hours: tallies.length,
    attested: sum(({ attested }) => attested),
    issued: sum(({ issued }) => issued),
    sold: sold === null ? null : sold.reduce((all, units) => all + BigInt(units), 0n),
    over: over.length,
    attestedOver: sum(({ attested }) => attested, over),
    // Of hours to come there is none, but a report of a longer period may reach into the one that runs.
    delivered: sum(({ delivered }) => delivered, over),
    failed: sum(({ failed }) => failed, over),
  };
}

/** Rows of cells, each of so many hours; the last may have fewer. */
export function cellsOf(
  tallies: readonly Tally[],
  sold: readonly number[] | null,
  now: number,
  hours: number,
): Cell[] {
  const cells = [];
  for (let n = 0; n < tallies.length; n += hours) {
    cells.push(cellOf(tallies.slice(n, n + hours), sold?.slice(n, n + hours) ?? null, now));
  }
  return cells;
}

/**
 * What a map shows of a cell, in thousandths: of a unit, as the mean over its hours, or of the whole
 * that is attested. Rounded down; null where there is nothing to say yet.
 */
export function shownOf(cell: Cell, measure: Measure): bigint | null {
  const mean = (sum: bigint, hours: number) => (hours === 0 ? null : sum / BigInt(hours));
  switch (measure) {
    case 'utilisation':
      return utilisationOf(cell);
    case 'delivered':
      return mean(cell.delivered, cell.over);
    case 'failed':
      return mean(cell.failed, cell.over);
    case 'sold':
      return cell.sold === null ? null : mean(cell.sold * THOUSAND, cell.hours);
    case 'issued':
      return mean(cell.issued * THOUSAND, cell.hours);
    case 'attested':
      return mean(cell.attested * THOUSAND, cell.hours);
  }
}

/** What of the attested was delivered, in thousandths, rounded down; null where nothing was attested. */
export const utilisationOf = ({ delivered, attestedOver, over }: Cell): bigint | null =>
  over === 0 || attestedOver === 0n ? null : delivered / attestedOver;

/** The greatest that is shown; 0 of nothing. */
export function most(cells: readonly Cell[], measure: Measure): bigint {
  return cells.reduce((greatest, cell) => {
    const shown = shownOf(cell, measure) ?? 0n;
    return shown > greatest ? shown : greatest;
  }, 0n);
}

/** How strongly a cell is coloured, from 0 to 1; what there is at all is seen. */
export function heatOf(shown: bigint | null, greatest: bigint): number {
  if (shown === null || shown === 0n || greatest === 0n) return 0;
  return Math.max(0.12, Number((shown * 1_000n) / greatest) / 1_000);
}

/** For a small place: "96", "20.5", "1024", "10.2k", "1.5M" of thousandths; cut, not rounded. */
export function compact(thousandths: bigint): string {
  const units = thousandths / THOUSAND;
  if (units >= 1_000_000n) return `${tenths(thousandths, 1_000_000_000n)}M`;
  if (units >= 10_000n) return `${tenths(thousandths, 1_000_000n)}k`;
  return units >= 100n ? String(units) : tenths(thousandths, THOUSAND);
}

/** With one decimal, where that is none of a round number. */
function tenths(amount: bigint, size: bigint): string {
  const shown = (amount * 10n) / size;
  return shown % 10n === 0n ? String(shown / 10n) : `${shown / 10n}.${shown % 10n}`;
}

/** "12.345" of thousandths: exact, without zeros behind. */
export function exact(thousandths: bigint): string {
  const whole = String(thousandths / THOUSAND).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const part = String(thousandths % THOUSAND)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return part === '' ? whole : `${whole}.${part}`;
}

/** "12.3 %" of thousandths. */
export const percent = (thousandths: bigint): string =>
  `${thousandths / 10n}.${thousandths % 10n} %`;

// --- What a map spans ---------------------------------------------------------------------------

/** Whole days from two before the hour that runs to seven after it: the first hour, and how many. */
export function around(now: number): { from: number; count: number } {
  const day = (hour: number) => Math.floor(hour / 24);
  const [first, last] = [day(now - 48), day(now + 168)];
  return { from: first * 24, count: (last - first + 1) * 24 };
}

/** The hours of a month ("2026-11"), or of the one that an hour lies in. */
export function monthOf(text: string | null, now: number): { from: number; count: number } {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text ?? '');
  const date = new Date(now * 3_600_000);
  const [year, month] = match
    ? [Number(match[1]), Number(match[2]) - 1]
    : [date.getUTCFullYear(), date.getUTCMonth()];
  const start = (of: number) => Date.UTC(year, of, 1) / 3_600_000;
  return { from: start(month), count: start(month + 1) - start(month) };
}

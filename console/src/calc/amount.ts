// Amounts as people write and read them. Millionths as bigint throughout; nothing is rounded unless
// its name says so.

const WHOLE = 1_000_000n;

/**
 * What somebody typed as millionths, or null. Commas only where thousands are: "2,34" is what half
 * of the world writes for 2.34, and would be 234 here.
 */
export function parseAmount(text: string): bigint | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,6}))?(?:\/h)?$/.exec(text.trim());
  if (match === null) return null;
  const [, whole, fraction = ''] = match;
  return BigInt(whole.replaceAll(',', '')) * WHOLE + BigInt(fraction.padEnd(6, '0'));
}

/** A whole number of at most 32 bits that somebody typed, or null. */
export function parseCount(text: string): number | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,10})$/.exec(text.trim());
  if (match === null) return null;
  const count = Number(match[1].replaceAll(',', ''));
  return count <= 0xffff_ffff ? count : null;
}

/** "1,234,567" */
export function grouped(whole: bigint | number): string {
  return String(whole).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Exact, with at least so many decimals and at most six: 2_345_000n is "2.345". */
export function showAmount(millionths: bigint, decimals = 2): string {
  const size = millionths < 0n ? -millionths : millionths;
  const fraction = String(size % WHOLE).padStart(6, '0');
  const shown = fraction.replace(/0+$/, '').padEnd(decimals, '0');
  const sign = millionths < 0n ? '−' : '';
  return `${sign}${grouped(size / WHOLE)}${shown === '' ? '' : `.${shown}`}`;
}

/** Rounded to so many decimals, half away from zero: for tiles, where the exact amount is a title. */
export function roundAmount(millionths: bigint, decimals = 2): string {
  const size = millionths < 0n ? -millionths : millionths;
  const step = 10n ** BigInt(6 - decimals);
  const rounded = ((size + step / 2n) / step) * step;
  return showAmount(millionths < 0n ? -rounded : rounded, decimals);
}

/** How many decimals a multiple of `tick` can have. */
export function decimalsOf(tick: bigint): number {
  let decimals = 6;
  for (let rest = tick; decimals > 0 && rest > 0n && rest % 10n === 0n; rest /= 10n) decimals -= 1;
  return decimals;
}

/** From one price to another in hundredths of a per cent; null where there is none to start from. */
export function changeOf(from: bigint, to: bigint): number | null {
  return from <= 0n ? null : Number(((to - from) * 10_000n) / from);
}

/** "+1.25 %" of 125 hundredths of a per cent. */
export function showChange(hundredths: number): string {
  const sign = hundredths > 0 ? '+' : hundredths < 0 ? '−' : '';
  return `${sign}${(Math.abs(hundredths) / 100).toFixed(2)} %`;
}

/** For a chart's axis, which has no bigint. */
export function toNumber(millionths: bigint): number {
  return Number(millionths) / 1e6;
}

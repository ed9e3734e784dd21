// Cash and prices are millionths, as bigint: 2_345_678n is 2.345678. Nothing here rounds.

const DECIMALS = 6;
const WHOLE = 10n ** BigInt(DECIMALS);

/** "2.345678", "1,000" or 5 as millionths. More than six decimals are an error. */
export function cash(text: string | number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(String(text).replaceAll(',', ''));
  if (match === null) throw new Error(`'${text}' is no amount with at most ${DECIMALS} decimals`);
  const [, sign, whole, fraction = ''] = match;
  const millionths = BigInt(whole) * WHOLE + BigInt(fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -millionths : millionths;
}

/** Millionths as text with all six decimals: 2_345_678n is "2.345678". */
export function showCash(millionths: bigint): string {
  const size = millionths < 0n ? -millionths : millionths;
  const fraction = (size % WHOLE).toString().padStart(DECIMALS, '0');
  const whole = (size / WHOLE).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${millionths < 0n ? '-' : ''}${whole}.${fraction}`;
}

/** What `quantity` units cost at `price` over `hours`: exact. */
export function total(price: bigint, quantity: number, hours: number): bigint {
  return price * BigInt(quantity) * BigInt(hours);
}

/** `part` of `whole` parts of `amount`, rounded up: how the chain rounds what someone owes. */
export function shareUp(amount: bigint, part: bigint, whole: bigint): bigint {
  return (amount * part + whole - 1n) / whole;
}

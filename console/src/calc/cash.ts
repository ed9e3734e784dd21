// Depositing, withdrawing, and paying what is owed: what pallets/cash would refuse.

export interface Holds {
  free: bigint;
  debt: bigint;
}

export function depositProblems(amount: bigint, backing: bigint): string[] {
  if (amount === 0n) return ['cash.ZeroAmount'];
  return amount > backing ? ['assets.BalanceLow'] : [];
}

export function withdrawProblems(amount: bigint, { free, debt }: Holds): string[] {
  if (amount === 0n) return ['cash.ZeroAmount'];
  if (debt > 0n) return ['cash.InDebt'];
  return amount > free ? ['cash.InsufficientCash'] : [];
}

/** What is paid of a claim: what is asked for, what is owed, or what is free, whichever is least. */
export function paidOf(amount: bigint, claim: bigint, free: bigint): bigint {
  return [claim, free].reduce((least, one) => (one < least ? one : least), amount);
}

export function payProblems(amount: bigint, claim: bigint, free: bigint): string[] {
  if (amount === 0n) return ['cash.ZeroAmount'];
  if (claim === 0n) return ['cash.NothingOwed'];
  return free === 0n ? ['cash.NothingFree'] : [];
}

// How TypeScript speaks to a Headroom chain. The market and the live tests are built on it; the
// code in docs/ uses @polkadot/api alone.

export * from './calendar.ts';
export * from './cash.ts';
export * from './chain.ts';
export * from './exchange.ts';
export * from './forward.ts';
export * from './people.ts';
export * from './prices.ts';

// Deadlines, and gaps in time, as pallets/delivery keeps them: a chain that stands still costs
// nobody a deadline.

/** When blocks were made: what the chain stores. */
export interface Heart {
  last: bigint;
  /** The last two gaps, the older one first; `resumed` is 0 where there was none. */
  gaps: { from: bigint; resumed: bigint }[];
}

/** Milliseconds. */
export interface ClockRules {
  gapThreshold: number;
  grace: number;
}

/** What deadlines are looked at by. Moments are Unix milliseconds of chain time. */
export interface At {
  now: number;
  heart: Heart;
  clock: ClockRules;
}

/** When a deadline is really over: later than it says where it fell into a gap. */
export function extended(deadline: number, { now, heart, clock }: At): number {
  const last = Number(heart.last);
  const fresh = last > 0 && now - last > clock.gapThreshold;
  const gaps = heart.gaps.map(({ from, resumed }) => [Number(from), Number(resumed)]);
  if (fresh) gaps.splice(0, 1, ...gaps.splice(1, 1), [last, now]);
  return gaps.reduce(
    (over, [from, resumed]) =>
      resumed > 0 && over > from ? Math.max(over, resumed + clock.grace) : over,
    deadline,
  );
}

export const isOver = (deadline: number, at: At): boolean => at.now > extended(deadline, at);

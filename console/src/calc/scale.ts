// Scales and the ticks on them, for what the pages draw themselves.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Scale = (value: number) => number;

/** From a domain to a range; where the domain is a point, its middle. */
export function linear(from: number, to: number, low: number, high: number): Scale {
  const span = to - from;
  return (value) => (span === 0 ? (low + high) / 2 : low + ((value - from) / span) * (high - low));
}

/**
 * Moments ahead, so that hours are as wide as months that are further away: by the logarithm of the
 * hours from now on, with one more so that now itself has a place.
 */
export function ahead(now: number, until: number, low: number, high: number): Scale {
  const measure = (moment: number) => Math.log1p(Math.max(0, moment - now) / HOUR);
  const whole = linear(0, measure(until), low, high);
  return (moment) => whole(measure(moment));
}

/** Round values between two, about so many of them. */
export function ticks(from: number, to: number, count: number): number[] {
  if (!(to > from) || count < 1) return [from];
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((part) => part * power).find((size) => size >= rough)!;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // By multiplying: steps that are added up drift.
  return Array.from({ length: last - first + 1 }, (_, n) =>
    Number(((first + n) * step).toFixed(9)),
  );
}

/** Decimals that tell apart ticks which lie so far from each other; at most six. */
export function decimalsFor(values: readonly number[]): number {
  const step = values.length < 2 ? Math.abs(values[0] ?? 1) : values[1] - values[0];
  for (let decimals = 0; decimals < 6; decimals += 1) {
    const size = step * 10 ** decimals;
    if (Math.abs(size - Math.round(size)) < 1e-6) return decimals;
  }
  return 6;
}

const STEPS = [1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 28 * 24].map((hours) => hours * HOUR);

/** Moments at round hours, days and weeks (UTC) between two, at most so many, and their distance. */
export function timeTicks(
  from: number,
  to: number,
  most: number,
): { moments: number[]; step: number } {
  const rough = (to - from) / Math.max(1, most);
  const step = STEPS.find((size) => size >= rough) ?? STEPS[STEPS.length - 1];
  // 1970 began with a Thursday; weeks begin with Mondays.
  const offset = step % (7 * DAY) === 0 ? 4 * DAY : 0;
  const first = Math.ceil((from - offset) / step) * step + offset;
  const moments = [];
  for (let moment = first; moment <= to; moment += step) moments.push(moment);
  return { moments, step };
}

/** Distances ahead that a curve's axis names, in hours. */
export const AHEAD = [1, 3, 6, 12, 24, 72, 168, 336, 720, 2_160, 4_320, 8_760, 17_520, 43_800];

/** Those of {@link AHEAD} that are so far apart on a scale that their names have room. */
export function aheadTicks(now: number, until: number, scale: Scale, room: number): number[] {
  const end = scale(until);
  const kept: number[] = [];
  let last = scale(now);
  for (const hours of AHEAD) {
    const at = scale(now + hours * HOUR);
    if (now + hours * HOUR > until || at - last < room || end - at < room / 2) continue;
    kept.push(hours);
    last = at;
  }
  return kept;
}

import { dayOf, type Period, showPeriod, spanOf } from '@headroom/js';
import { shortPeriod } from '../../calc/period.ts';

/** As people write it: "2026-11-25 14:00", "2027-03", "2027-Q1". */
export const periodName = (period: Period): string => showPeriod(period).replace(' Q', '-Q');

/** For a row: "25 Nov 14:00", "25 Nov", "Mar 2027". */
export const rowName = (period: Period): string =>
  'Hour' in period
    ? `${shortPeriod(dayOf(spanOf(period).start))} ${shortPeriod(period)}`
    : shortPeriod(period);

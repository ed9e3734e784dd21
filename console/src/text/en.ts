// English. One file a page keeps each of a size to read; here they come together.

import { acting } from './en/acting.ts';
import { action } from './en/action.ts';
import { capacity } from './en/capacity.ts';
import { curve } from './en/curve.ts';
import { forward } from './en/forward.ts';
import { index } from './en/index.ts';
import { market } from './en/market.ts';
import { mine } from './en/mine.ts';
import { operator } from './en/operator.ts';
import { series } from './en/series.ts';
import { shell } from './en/shell.ts';

export const en = {
  ...shell,
  ...action,
  ...acting,
  ...capacity,
  ...curve,
  ...forward,
  ...index,
  ...market,
  ...mine,
  ...operator,
  ...series,
};

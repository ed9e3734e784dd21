// English. One file a page keeps each of a size to read; here they come together.

import { action } from './en/action.ts';
import { curve } from './en/curve.ts';
import { index } from './en/index.ts';
import { market } from './en/market.ts';
import { series } from './en/series.ts';
import { shell } from './en/shell.ts';

export const en = { ...shell, ...action, ...curve, ...index, ...market, ...series };

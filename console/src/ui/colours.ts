// Charts draw on a canvas, which knows nothing of custom properties: their colours are read here.

import { shownTheme } from '../settings.ts';
import { uses } from '../uses.ts';

/** By meaning, and six that only tell lines apart. */
export type Tone =
  'up' | 'down' | 'accent' | 'warn' | 'text' | 'dim' | 'c1' | 'c2' | 'c3' | 'c4' | 'c5' | 'c6';

/** The colour of a tone in the theme that is shown; whoever calls it is called again with another. */
export function colourOf(tone: Tone | 'line' | 'panel' | 'ground'): string {
  uses(shownTheme.value);
  return getComputedStyle(document.documentElement).getPropertyValue(`--${tone}`).trim();
}

/** The same, let through: a colour is "#rrggbb". */
export function faint(colour: string, opacity: number): string {
  return `${colour}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

export const PALETTE: readonly Tone[] = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];

// What the page says. A second language is a second file beside en.ts, of the type Texts.

import { en } from './en.ts';

export type TextKey = keyof typeof en;
export type Texts = Record<TextKey, string>;

const LANGUAGES: Record<string, Texts> = { en };

/** The first of the browser's languages that the page speaks. */
const language =
  (typeof navigator === 'undefined' ? [] : navigator.languages)
    .map((tag) => tag.split('-')[0])
    .find((tag) => tag in LANGUAGES) ?? 'en';

/** The text of a key, with what `{name}` stands for put in. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return LANGUAGES[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** Whether there is such a text: for names that come from the chain. */
export function has(key: string): key is TextKey {
  return key in LANGUAGES[language];
}

/** "14:05:09" of a moment, UTC. */
export const showClock = (moment: number): string => new Date(moment).toISOString().slice(11, 19);

/** "2027-03-01 14:05" of a moment, UTC. */
export const showTime = (moment: number): string =>
  new Date(moment).toISOString().slice(0, 16).replace('T', ' ');

/** "2 d 3 h", "4 h 5 min", "50 s": how long until, or since. */
export function showSpan(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)];
  if (days > 0) return t('span.days', { days, hours });
  if (hours > 0) return t('span.hours', { hours, minutes: minutes % 60 });
  if (minutes > 0) return t('span.minutes', { minutes });
  return t('span.seconds', { seconds: Math.floor(Math.abs(ms) / 1_000) });
}

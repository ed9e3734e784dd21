// What somebody has chosen for this page: kept in the browser, and overridden by the address.

import { effect, signal } from '@preact/signals';

const DEFAULTS = {
  node: 'ws://127.0.0.1:9944',
  history: 'http://127.0.0.1:9710',
};

function stored(name: string): string | null {
  try {
    return localStorage.getItem(`headroom.${name}`);
  } catch {
    // A browser may forbid it; then nothing is kept.
    return null;
  }
}

export function store(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`headroom.${name}`);
    else localStorage.setItem(`headroom.${name}`, value);
  } catch {
    // As above.
  }
}

export { stored };

/** `?node=…&history=…`, before or behind the `#`. */
function asked(name: string): string | null {
  const behind = location.hash.split('?')[1] ?? '';
  return new URLSearchParams(location.search).get(name) ?? new URLSearchParams(behind).get(name);
}

/** Where the node's RPC is. */
export const nodeEndpoint = signal(asked('node') ?? stored('node') ?? DEFAULTS.node);
/** Where history's HTTP API is. */
export const historyEndpoint = signal(asked('history') ?? stored('history') ?? DEFAULTS.history);

/** Says what is wrong with an endpoint; null where nothing is. */
export function endpointProblem(url: string, protocols: string[]): 'endpoint' | null {
  try {
    return protocols.includes(new URL(url).protocol) ? null : 'endpoint';
  } catch {
    return 'endpoint';
  }
}

export function setEndpoints(node: string, history: string): void {
  store('node', node === DEFAULTS.node ? null : node);
  store('history', history === DEFAULTS.history ? null : history);
  nodeEndpoint.value = node;
  historyEndpoint.value = history;
}

export const THEMES = ['auto', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(THEMES.find((name) => name === stored('theme')) ?? 'auto');

const dark = matchMedia('(prefers-color-scheme: dark)');
/** What is shown now: charts are drawn in colours of their own. */
export const shownTheme = signal<'dark' | 'light'>('dark');

const showTheme = () => {
  const wanted = theme.value;
  shownTheme.value = wanted === 'auto' ? (dark.matches ? 'dark' : 'light') : wanted;
  document.documentElement.dataset['theme'] = shownTheme.value;
};
dark.addEventListener('change', showTheme);
effect(() => {
  store('theme', theme.value === 'auto' ? null : theme.value);
  showTheme();
});

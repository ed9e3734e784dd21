// The page's address: everything behind the `#`, so that any web server can serve it.

import { signal } from '@preact/signals';

export interface Route {
  /** Such as "series". */
  page: string;
  /** What follows it, decoded: ["0", "1", "2027-03"]. */
  parts: string[];
  query: URLSearchParams;
}

function parse(hash: string): Route {
  const [path, query] = hash.replace(/^#?\/?/, '').split('?');
  const [page = '', ...parts] = path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
  return { page, parts, query: new URLSearchParams(query) };
}

export const route = signal(parse(location.hash));

addEventListener('hashchange', () => {
  const before = route.value.page;
  route.value = parse(location.hash);
  if (route.value.page !== before) scrollTo(0, 0);
});

/** `hrefOf('series', '0/1/2027-03')` is "#/series/0/1/2027-03". */
export function hrefOf(page: string, path = '', query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `#/${[page, path].filter((part) => part !== '').join('/')}${search && `?${search}`}`;
}

export function go(href: string): void {
  location.hash = href;
}

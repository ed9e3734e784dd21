// The pages, in the order of the navigation. Each is fetched when it is first shown.

import type { ComponentType } from 'preact';
import type { TextKey } from '../text/index.ts';

export interface PageProps {
  /** What follows the page's name in the address. */
  parts: string[];
  query: URLSearchParams;
}

export interface PageEntry {
  /** Its name in the address: `#/market`. */
  path: string;
  title: TextKey;
  /** Whether it is in the navigation; else under which page it belongs there. */
  nav: true | string;
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const PAGES: PageEntry[] = [
  { path: 'market', title: 'page.market', nav: true, load: () => import('./market/index.tsx') },
  { path: 'series', title: 'page.series', nav: 'market', load: () => import('./series/index.tsx') },
  { path: 'curve', title: 'page.curve', nav: true, load: () => import('./curve/index.tsx') },
  { path: 'index', title: 'page.index', nav: true, load: () => import('./index/index.tsx') },
  {
    path: 'capacity',
    title: 'page.capacity',
    nav: true,
    load: () => import('./capacity/index.tsx'),
  },
  { path: 'mine', title: 'page.mine', nav: true, load: () => import('./mine/index.tsx') },
  {
    path: 'operator',
    title: 'page.operator',
    nav: true,
    load: () => import('./operator/index.tsx'),
  },
];

// The shell around every page: navigation, who acts, where the page is connected.

import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';
import { type PageEntry, type PageProps, PAGES } from './pages/index.ts';
import { hrefOf, route } from './router.ts';
import { AccountButton } from './shell/account.tsx';
import { SettingsButton, StatusBar } from './shell/status.tsx';
import { ThemeButton } from './shell/theme.tsx';
import { ActionDialog } from './sign/dialog.tsx';
import { t } from './text/index.ts';
import { Loading, Notice } from './ui/panel.tsx';
import { Toasts } from './ui/toast.tsx';

const loaded = signal<Record<string, ComponentType<PageProps>>>({});
const failed = signal<string | null>(null);

function fetchPage(entry: PageEntry): void {
  entry.load().then(
    (module) => {
      loaded.value = { ...loaded.peek(), [entry.path]: module.default };
    },
    (error: unknown) => {
      failed.value = String(error);
    },
  );
}

const entryOf = (page: string): PageEntry | undefined =>
  PAGES.find(({ path }) => path === (page === '' ? PAGES[0].path : page));

export function App() {
  const entry = entryOf(route.value.page);
  const main = useRef<HTMLElement>(null);
  const title = entry === undefined ? t('app.notFound') : t(entry.title);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title]);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <header class="top">
        <a class="brand" href={hrefOf('')}>
          {t('app.name')}
        </a>
        <Navigation at={entry} />
        <div class="tools">
          <AccountButton />
          <ThemeButton />
          <SettingsButton />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {entry === undefined ? <NotFound /> : <Outlet key={entry.path} entry={entry} />}
      </main>
      <StatusBar />
      <ActionDialog />
      <Toasts />
    </>
  );
}

function Navigation({ at }: { at: PageEntry | undefined }) {
  const within = at === undefined ? undefined : at.nav === true ? at.path : at.nav;
  return (
    <nav aria-label={t('app.nav')}>
      {PAGES.filter(({ nav }) => nav === true).map(({ path, title }) => (
        <a key={path} href={hrefOf(path)} aria-current={within === path ? 'page' : undefined}>
          {t(title)}
        </a>
      ))}
    </nav>
  );
}

function Outlet({ entry }: { entry: PageEntry }) {
  const [error] = useErrorBoundary() as [unknown, () => void];
  const Page = loaded.value[entry.path] as ComponentType<PageProps> | undefined;
  useEffect(() => {
    if (!(entry.path in loaded.peek())) fetchPage(entry);
  }, [entry]);
  if (error !== undefined || failed.value !== null) {
    return (
      <Notice bad>
        {t('app.failed')}: {error instanceof Error ? error.message : failed.value}
      </Notice>
    );
  }
  if (Page === undefined) return <Loading />;
  const { parts, query } = route.value;
  // Another series is another page: nothing of the one before may be shown in it.
  return <Page key={parts.join('/')} parts={parts} query={query} />;
}

function NotFound() {
  return (
    <div class="empty">
      <h1>{t('app.notFound')}</h1>
      <a href={hrefOf('')}>{t('app.toMarket')}</a>
    </div>
  );
}

// What capacity was worth, hour by hour, and how each hour came about.

import { HOUR } from '@headroom/js';
import { useMemo } from 'preact/hooks';
import { isSpan, reach, type Span, SPANS, summaryOf } from '../../calc/index-value.ts';
import { indexName, type IndexRecord, readIndexes, useClosed } from '../../chain/indexes.ts';
import type { PageProps } from '../index.ts';
import { go, hrefOf } from '../../router.ts';
import { showTime, t } from '../../text/index.ts';
import { Choice, Select } from '../../ui/field.tsx';
import { Loading, Notice, Panel } from '../../ui/panel.tsx';
import { useSettled } from '../../ui/settle.ts';
import { Averages } from './averages.tsx';
import { IndexChart } from './chart.tsx';
import { OpenHour } from './hour.tsx';
import './index.css';
import { Legend } from './marks.tsx';
import { Tiles } from './tiles.tsx';
import { readValues } from './values.ts';

export default function IndexPage({ parts, query }: PageProps) {
  const { value: all, error } = useClosed(readIndexes, []);
  const index = all?.find(({ id }) => String(id) === parts.at(0)) ?? all?.at(0);
  useSettled('index', index !== undefined && parts.length === 0 ? String(index.id) : null, query);
  if (all === undefined) return error === null ? <Loading /> : <Notice bad>{error}</Notice>;
  if (index === undefined) return <p class="empty">{t('index.none')}</p>;
  return <IndexView all={all} index={index} query={query} />;
}

interface ViewProps {
  all: readonly IndexRecord[];
  index: IndexRecord;
  query: URLSearchParams;
}

/** A number of the address; null where there is none. */
const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,8}$/.test(text) ? Number(text) : null;

function IndexView({ all, index, query }: ViewProps) {
  const asked = query.get('span');
  const span: Span = isSpan(asked) ? asked : 'week';
  const end = numberOf(query.get('end'));
  const chosen = numberOf(query.get('hour'));
  const { from, to } = reach(span, end, index);
  const { id, next } = index;

  const show = (change: Record<string, string | null>, of: number = id) => {
    const wanted = Object.entries({ ...Object.fromEntries(query), ...change });
    const kept = wanted.filter((one): one is [string, string] => one[1] !== null);
    go(hrefOf('index', String(of), Object.fromEntries(kept)));
  };
  const move = (hours: number) => {
    const wanted = to + hours;
    show({ end: wanted >= next ? null : String(wanted) });
  };
  return (
    <>
      <div class="page-head index-head">
        <h1>{t('page.index')}</h1>
        <Select
          label={t('index.which')}
          value={String(id)}
          onValue={(value) => {
            show({}, Number(value));
          }}
          options={all.map((one) => [String(one.id), nameOf(one)] as const)}
        />
        <Choice
          label={t('index.span')}
          value={span}
          onValue={(value) => {
            show({ span: value });
          }}
          options={(Object.keys(SPANS) as Span[]).map((one) => [one, t(`index.span.${one}`)])}
        />
        <span class="row">
          <button
            type="button"
            disabled={from <= index.first}
            onClick={() => {
              move(-SPANS[span]);
            }}
          >
            ‹ {t('index.earlier')}
          </button>
          <button
            type="button"
            disabled={to >= next}
            onClick={() => {
              move(SPANS[span]);
            }}
          >
            {t('index.later')} ›
          </button>
        </span>
        <span class="dim num">
          {t('index.between', { from: showTime(from * HOUR), to: showTime(to * HOUR) })}
        </span>
      </div>
      {from >= to ? (
        <p class="empty">{t('index.noValues')}</p>
      ) : (
        <Values
          {...{ all, index, from, to, chosen }}
          onChoose={(hour) => {
            show({ hour: String(hour) });
          }}
        />
      )}
    </>
  );
}

const nameOf = ({ id, definition, retired }: IndexRecord): string => {
  const name = indexName(id, definition);
  return retired ? t('index.retired', { name }) : name;
};

interface ValuesProps {
  all: readonly IndexRecord[];
  index: IndexRecord;
  from: number;
  to: number;
  chosen: number | null;
  onChoose: (hour: number) => void;
}

function Values({ all, index, from, to, chosen, onChoose }: ValuesProps) {
  const { id, next } = index;
  const { value: values, error } = useClosed(
    (chain) => readValues(chain, id, { from, to, next }),
    [id, from, to],
  );
  const summary = useMemo(() => summaryOf(values ?? []), [values]);
  // An hour that is looked at stays open while the span beside it changes.
  const opened = chosen !== null && chosen >= index.first && chosen < next ? chosen : to - 1;
  const one = useClosed(
    (chain) => readValues(chain, id, { from: opened, to: opened + 1, next }),
    [id, opened],
  ).value?.at(0);
  const name = indexName(id, index.definition);
  return (
    <>
      <Tiles {...{ index, from, to, summary }} />
      <div class="index-grid">
        <Panel title={t('index.chartTitle', { name })} tools={<Legend summary={summary} />}>
          {values === undefined ? (
            error === null ? (
              <Loading />
            ) : (
              <Notice bad>{error}</Notice>
            )
          ) : (
            <IndexChart {...{ name, values, from, to, onChoose }} chosen={opened} />
          )}
        </Panel>
        {one === undefined ? (
          <Panel title={t('index.inputs')}>
            <Loading />
          </Panel>
        ) : (
          <OpenHour index={index} all={all} valued={one} onChoose={onChoose} />
        )}
        <Averages index={index} />
      </div>
    </>
  );
}

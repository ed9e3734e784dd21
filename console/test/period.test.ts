import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { byTime, parsePeriod, parseSeries, writePeriod, writeSeries } from '../src/calc/period.ts';

const WRITTEN = ['2027', '2027-Q1', '2027-03', '2027-03-01', '2027-03-01T14', '2028-02-29'];

describe('periods', () => {
  test('are read as they are written', () => {
    for (const text of WRITTEN) assert.equal(writePeriod(parsePeriod(text)!), text);
    assert.deepEqual(parsePeriod('2027-03-01T14:00'), parsePeriod('2027-03-01T14'));
    assert.deepEqual(parsePeriod('2027-Q4'), { Quarter: { year: 2027, quarter: 4 } });
    assert.deepEqual(parsePeriod('1970-01-02T03'), { Hour: 27 });
  });

  test('that are none are not read', () => {
    for (const text of [
      '',
      '27',
      '2027-13',
      '2027-00',
      '2027-Q5',
      '2027-02-29',
      '2027-02-30',
      '2027-03-01T24',
      '2027-03-01T14:30',
      '2027-3',
    ]) {
      assert.equal(parsePeriod(text), null, text);
    }
  });

  test('series', () => {
    const series = parseSeries('0/1/2027-03')!;
    assert.deepEqual(series, { product: 0, zone: 1, period: { Month: { year: 2027, month: 3 } } });
    assert.equal(writeSeries(series), '0/1/2027-03');
    assert.equal(parseSeries('0/1'), null);
    assert.equal(parseSeries('a/1/2027'), null);
  });

  test('are in order of time, the shorter first', () => {
    const mixed = ['2027', '2027-01-01T01', '2027-01', '2027-01-01', '2027-01-01T00', '2027-Q1'];
    const sorted = mixed.map((text) => parsePeriod(text)!).sort(byTime);
    assert.deepEqual(sorted.map(writePeriod), [
      '2027-01-01T00',
      '2027-01-01',
      '2027-01',
      '2027-Q1',
      '2027',
      '2027-01-01T01',
    ]);
  });
});

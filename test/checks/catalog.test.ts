import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CATALOG, type CheckId, isCheckId } from '../../lib/checks/catalog';
import type { Entry } from '../../lib/checks/catalog/entry';
import { PAIRS } from './pairs';

/** Ids that a single change of the sound environment cannot cause alone, with the test that causes them. */
const ELSEWHERE: { readonly [Id in CheckId]?: string } = {
  // An acceptance without a reason comes with the finding that it accepts.
  'acceptance/reason': 'test/checks/acceptance.test.ts',
};

const entries: ReadonlyArray<readonly [id: string, entry: Entry]> = Object.entries(CATALOG);
const paired: ReadonlySet<string> = new Set(PAIRS.map(({ id }) => id));

test('every id has a pair, or a test elsewhere', () => {
  const missing = entries.map(([id]) => id).filter((id) => !paired.has(id) && !(id in ELSEWHERE));
  expect(missing).toEqual([]);
});

test('tests elsewhere exist, name their id, and are needed', () => {
  for (const [id, file] of Object.entries(ELSEWHERE)) {
    expect(isCheckId(id) && !paired.has(id)).toBe(true);
    const place = path.join(__dirname, '..', '..', file);
    expect(existsSync(place) && readFileSync(place, 'utf8').includes(id)).toBe(true);
  }
});

test('names of pairs are unique', () => {
  const names = PAIRS.map(({ id, what }) => `${id}: ${what}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(entries)('%s is described', (id, { severity, found, ignored, fix }) => {
  expect(id).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/);
  expect(['error', 'warning']).toContain(severity);
  for (const text of [found, ignored, fix]) {
    expect(text).not.toBe('');
    expect(text.trim()).toBe(text);
  }
  // It follows "Found when"; names such as ServiceAccount and Loki keep their capital.
  expect(found).toMatch(/^(?:[a-z`"]|[A-Z]\w*[A-Z]|(?:Alloy|Grafana|Loki|Mimir|Prometheus|Promtail|Tempo)\b)/);
  expect(found).not.toMatch(/\.$/);
  expect(ignored).toMatch(/\.$/);
  expect(fix).toMatch(/\.$/);
});

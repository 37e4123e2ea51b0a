import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { docsOf } from '../../lib/app/cli/docs-link';
import { CATALOG, isCheckId } from '../../lib/checks/catalog';
import { pages } from '../../scripts/check-pages';

const DOCS = path.join(__dirname, '..', '..', 'docs');

test('the pages of findings are those that npm run docs makes', () => {
  const made = pages();
  expect(readdirSync(path.join(DOCS, 'checks')).sort()).toEqual([...made.keys()].sort());
  for (const [file, text] of made) expect(readFileSync(path.join(DOCS, 'checks', file), 'utf8')).toBe(text);
});

const overview = readFileSync(path.join(DOCS, 'checks.md'), 'utf8');
const ids = Object.keys(CATALOG).filter(isCheckId);
/** The row of each group in the table of checks.md. */
const rows = new Map(
  [...overview.matchAll(/^\| \[`(\w+)\/…`\]\((checks\/\w+\.md)\) \| (.*) \| (.*) \| (.*) \|$/gm)].map(
    ([, group = '', page = '', what = '', severities = '', code = '']) => [group, { page, what, severities, code }],
  ),
);

test('every page has an introduction', () => {
  for (const text of pages().values()) expect(text).not.toContain('Findings of the group');
});

test('checks.md has a row for each group, with its page, severities and code', () => {
  const groups = new Set(ids.map((id) => id.split('/')[0] ?? id));
  expect([...rows.keys()].sort()).toEqual([...groups].sort());
  for (const [group, { page, what, severities, code }] of rows) {
    expect(page).toBe(`checks/${group}.md`);
    expect(what).not.toBe('');
    const defaults = new Set(ids.filter((id) => id.startsWith(`${group}/`)).map((id) => CATALOG[id].severity));
    expect([group, severities]).toEqual([group, [...defaults].sort().join(', ')]);
    const places = [...code.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place);
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect([place, existsSync(path.join(DOCS, '..', place))]).toEqual([place, true]);
  }
});

test('ids have no rows of their own in checks.md, since the pages of the groups describe them', () => {
  for (const id of ids) expect(overview).not.toContain(`\n| \`${id}\``);
});

test.each([
  ['severities', "severity: { 'policy/*': 'error'"],
  ['acceptances', 'accepts: ['],
  ['acceptances of validations', "id: 'construct/validation'"],
  ['external objects', 'external: ['],
  ['JSON', '--json'],
  ['SARIF', '--sarif'],
  ['manifests', '--manifests'],
  ['how a rule is added', '## Adding a rule'],
])('checks.md describes %s', (_, text) => expect(overview).toContain(text));

test('the link of every finding leads to its section', () => {
  for (const id of ids) {
    const [file = '', anchor] = docsOf(id).split('#');
    const headings = readFileSync(path.join(DOCS, '..', file), 'utf8').match(/^## .*$/gm) ?? [];
    expect(headings.map((heading) => heading.slice(3).replace(/[^\w-]/g, ''))).toContain(anchor);
  }
});

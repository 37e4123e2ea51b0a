import { readdirSync, readFileSync } from 'node:fs';
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

test('every group has an introduction, and is in the table of checks.md', () => {
  const overview = readFileSync(path.join(DOCS, 'checks.md'), 'utf8');
  for (const [file, text] of pages()) {
    expect(text).not.toContain('Findings of the group');
    expect(overview).toContain(`](checks/${file})`);
  }
});

test('the link of every finding leads to its section', () => {
  for (const id of Object.keys(CATALOG).filter(isCheckId)) {
    const [file = '', anchor] = docsOf(id).split('#');
    const headings = readFileSync(path.join(DOCS, '..', file), 'utf8').match(/^## .*$/gm) ?? [];
    expect(headings.map((heading) => heading.slice(3).replace(/[^\w-]/g, ''))).toContain(anchor);
  }
});

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Document, visit } from 'yaml';
import { objectsOf } from '../objects';
import { deltaOf, type InstallationDelta, type Objects } from './installation';

const GOLDENS = path.join(__dirname, '..', '..', '__snapshots__', 'scenarios');
/** A collection up to this length stands on one line. */
const LINE = 100;

/** What is made in a scenario: its name is that of its golden. */
export type Scenarios = Readonly<Record<string, () => Parameters<typeof objectsOf>[0]>>;

/**
 * Compares what each scenario makes with its golden, which shows the changes against the base; the golden `base` shows
 * the base itself. `npx jest -u` writes all of them and removes those without a scenario.
 */
export function testScenarios(system: string, base: Scenarios[string], scenarios: Scenarios): void {
  const folder = path.join(GOLDENS, system);
  const objects = objectsOf(base());
  test('base', () => expect(textOf(`${system}: base`, {}, objects)).toMatchGolden(path.join(folder, 'base.yaml')));
  test.each(Object.entries(scenarios))('%s', (name, make) =>
    expect(textOf(`${system}: ${name}, against base.yaml`, objects, objectsOf(make()))).toMatchGolden(
      path.join(folder, `${name}.yaml`),
    ),
  );
  test('every golden has its scenario', () =>
    expect(['base', ...Object.keys(scenarios)].map((name) => `${name}.yaml`)).toBeAllGoldensOf(folder));
}

function textOf(title: string, base: Objects, scenario: Objects): string {
  const delta: InstallationDelta = deltaOf(base, scenario);
  const document = new Document(delta, { aliasDuplicateObjects: false });
  document.commentBefore = ` ${title}`;
  visit(document, {
    Collection: (_, node) => {
      const text = JSON.stringify(node);
      if (text.length <= LINE && !text.includes('\\n')) node.flow = true;
    },
  });
  // A hash changes with every character of what it is of, which has a line of its own.
  return document.toString({ lineWidth: 0 }).replace(/\b[0-9a-f]{64}\b/g, 'a hash');
}

/** Whether Jest was called with `-u`, without, or in CI. */
function updates(state: object | undefined): unknown {
  // Jest tells matchers of its option by this field alone; without it nothing is written.
  return state && Reflect.get(state, '_updateSnapshot');
}

expect.extend({
  toMatchGolden(received: string, file: string) {
    const update = updates(this.snapshotState);
    const golden = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (update === 'all' ? golden !== received : update === 'new' && golden === undefined) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, received);
      return { pass: true, message: () => '' };
    }
    const name = path.relative(path.dirname(GOLDENS), file);
    return {
      pass: golden === received,
      message: () =>
        `__snapshots__/${name}: ${this.utils.diff(golden ?? '', received) ?? ''}\n\nread it, and run npx jest -u if it is wanted`,
    };
  },
  toBeAllGoldensOf(names: readonly string[], folder: string) {
    const obsolete = readdirSync(folder).filter((file) => !names.includes(file));
    if (updates(this.snapshotState) === 'all') {
      for (const file of obsolete) rmSync(path.join(folder, file));
      return { pass: true, message: () => '' };
    }
    return {
      pass: obsolete.length === 0,
      message: () => `found goldens without a scenario: ${obsolete.join(', ')}: remove them, or run npx jest -u`,
    };
  },
});

declare global {
  namespace jest {
    interface Matchers<R> {
      toMatchGolden(file: string): R;
      toBeAllGoldensOf(folder: string): R;
    }
  }
}

import { ApiObject, App, Chart } from 'cdk8s';
import { render as renderApp } from '../../../../lib/app/synth/render';
import { sentencesOf } from '../../../sentences';

const render = (app: App, header: string) => renderApp(app, header).files;
const object = (chart: Chart, name: string) =>
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

test('each chart is a file with its header, and a chart without objects is none', () => {
  const app = new App();
  object(new Chart(app, 'one'), 'a');
  new Chart(app, 'empty');
  expect([...render(app, '# made by a test')]).toEqual([
    ['one.k8s.yaml', '# made by a test\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'],
  ]);
});

test('a chart inside a chart is a file of its own', () => {
  const app = new App();
  const outer = new Chart(app, 'outer');
  object(outer, 'a');
  object(new Chart(outer, 'inner'), 'b');
  const files = render(app, '#');
  expect([...files.keys()]).toEqual(['outer.k8s.yaml', 'outer-inner.k8s.yaml']);
  expect(files.get('outer.k8s.yaml')).not.toContain('name: b');
});

test('objects stand behind those that they depend on', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const [first, second] = [object(chart, 'a'), object(chart, 'b')];
  first.addDependency(second);
  expect(
    render(app, '#')
      .get('chart.k8s.yaml')
      ?.match(/name: ./g),
  ).toEqual(['name: b', 'name: a']);
});

test('charts that depend on each other keep their names', () => {
  const app = new App();
  const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
  object(one, 'a');
  object(two, 'b');
  one.addDependency(two);
  expect([...render(app, '#').keys()].sort()).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
});

test('prints every finding of every construct', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  object(chart, 'a').node.addValidation({ validate: () => ['is wrong: mend it', 'is late: hurry'] });
  chart.node.addValidation({ validate: () => ['has no port: add one'] });
  expect(renderApp(app, '#').findings).toEqual([
    { id: 'construct/validation', severity: 'error', at: 'chart', sentence: 'has no port: add one' },
    { id: 'construct/validation', severity: 'error', at: 'chart/a', sentence: 'is wrong: mend it' },
    { id: 'construct/validation', severity: 'error', at: 'chart/a', sentence: 'is late: hurry' },
  ]);
});

test('fails without objects', () =>
  expect(sentencesOf(() => render(new App(), '#'))).toEqual([
    'no chart creates an object: add charts to the environment',
  ]));

test('fails if two charts would be one file', () => {
  const files = new App();
  object(new Chart(files, 'a-b'), 'x');
  object(new Chart(new Chart(files, 'a'), 'b'), 'y');
  expect(sentencesOf(() => render(files, '#'))).toEqual([
    'a/b: writes a-b.k8s.yaml, which another chart already writes: rename one',
  ]);
});

test('two objects that would be one are found, wherever they are made', () => {
  const objects = new App();
  object(new Chart(objects, 'one', { namespace: 'n' }), 'x');
  object(new Chart(objects, 'two', { namespace: 'n' }), 'x');
  object(new Chart(objects, 'three', { namespace: 'other' }), 'x');
  expect(renderApp(objects, '#').findings).toEqual([
    {
      id: 'link/identity',
      severity: 'error',
      at: 'two/x',
      object: 'ConfigMap/n/x',
      sentence: 'created by two/x, and already by one/x, so one would overwrite the other: rename one',
    },
  ]);
});

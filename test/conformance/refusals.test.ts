import { ApiObject, App, Chart } from 'cdk8s';
import { loki3With, lokiWith, tempoWith } from '../../conformance/refusals/environments';
import { LANGUAGE_REFUSALS, type LanguageFile } from '../../conformance/refusals/languages';
import { LOKI_3_REFUSALS } from '../../conformance/refusals/loki-3';
import { LOKI_REFUSALS, TEMPO_REFUSALS } from '../../conformance/refusals/table';
import { render } from '../../lib/app/synth/render';

/** Ids of errors about an installation. */
const errorsOf = (app: App): string[] =>
  render(app, '#')
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ id }) => id)
    // Namespaces and classes of a whole environment are missing here.
    .filter((id) => /^(config|flag|folder|capacity)\//.test(id));

const cases: ReadonlyArray<readonly [id: string, index: number, app: () => App]> = [
  ...LOKI_REFUSALS.map(({ id, props }, index) => [id, index, () => lokiWith(props)] as const),
  ...LOKI_3_REFUSALS.map(({ id, props }, index) => [id, index, () => loki3With(props)] as const),
  ...TEMPO_REFUSALS.map(({ id, props }, index) => [id, index, () => tempoWith(props)] as const),
];

test.each(cases)('%s, which a program refuses to start with (%d), is an error of a check', (id, _, app) =>
  expect([...new Set(errorsOf(app()))]).toEqual([id]),
);

test.each([
  ['Loki', lokiWith],
  ['Loki 3', loki3With],
  ['Tempo', tempoWith],
])('a %s without a mistake has none', (_, make) => expect(errorsOf(make({}))).toEqual([]));

/** Key and image by which a file is known. */
const FILES: Readonly<Record<LanguageFile, readonly [key: string, image: string]>> = {
  rules: ['rules.yml', 'prom/prometheus:v2.49.1'],
  prometheus: ['prometheus.yml', 'prom/prometheus:v2.49.1'],
  promtail: ['promtail.yaml', 'grafana/promtail:2.9.1'],
  nginx: ['nginx.conf', 'nginx:1.25'],
  otelcol: ['relay.yaml', 'otel/opentelemetry-collector-contrib:0.88.0'],
};

/** Ids of errors about a file of a program. */
function errorsInFile(file: LanguageFile, text: string): string[] {
  const [key, image] = FILES[file];
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'web' });
  new ApiObject(chart, 'file', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'file' },
    data: { [key]: text },
  });
  const labels = { app: 'program' };
  new ApiObject(chart, 'program', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'program' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'program',
              image,
              args: [`--config.file=/etc/program/${key}`],
              volumeMounts: [{ name: 'file', mountPath: '/etc/program' }],
            },
          ],
          volumes: [{ name: 'file', configMap: { name: 'file' } }],
        },
      },
    },
  });
  const ids = render(app, '#').findings.map(({ id }) => id);
  return [...new Set(ids)].filter((id) => /^(language|collect)\//.test(id));
}

test.each(LANGUAGE_REFUSALS.map((entry, index) => [entry.id, entry.file, index, entry] as const))(
  '%s in a file of %s (%d), which the program rejects, is an error of a check',
  (id, file, _, { broken, mended }) => {
    expect(errorsInFile(file, broken)).toEqual([id]);
    expect(errorsInFile(file, mended)).toEqual([]);
  },
);

import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { render } from '../../lib/app/synth/render';
import { type Change, environment, zones } from './sound';

const find = (change: Change) => render(environment(change), '#').findings;
const object =
  (apiVersion: string, kind: string, name: string, fields: object, annotations = {}) =>
  (chart: Chart) =>
    new ApiObject(chart, `${kind}-${name}`, { apiVersion, kind, metadata: { name, annotations }, ...fields });
const objects = (...all: ReadonlyArray<(chart: Chart) => unknown>): Change => ({
  objects: (chart) => {
    for (const make of all) make(chart);
  },
});
const POD = '/spec/template/spec';
const web = (...patches: JsonPatch[]): Change => ({ patches: { 'Deployment/web': patches } });
const volume = (fields: object): Change => web(JsonPatch.add(`${POD}/volumes/-`, { name: 'more', ...fields }));

const container = {
  image: 'web:1.0',
  resources: { requests: { cpu: '10m' } },
  readinessProbe: { exec: { command: ['true'] } },
  securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true },
};
/** A Deployment with a sidecar that starts before its container. */
const withSidecar = object('apps/v1', 'Deployment', 'side', {
  spec: {
    selector: { matchLabels: { app: 'side' } },
    template: {
      metadata: { labels: { app: 'side' } },
      spec: {
        initContainers: [
          { ...container, name: 'proxy', restartPolicy: 'Always', ports: [{ name: 'proxy', containerPort: 9000 }] },
        ],
        containers: [{ ...container, name: 'main' }],
      },
    },
  },
});

const panels = (type: string, field: string, ...queries: readonly string[]): Change =>
  objects(
    object('v1', 'ConfigMap', 'dashboards', {
      data: {
        'web.json': JSON.stringify({
          panels: queries.map((query) => ({
            datasource: { type, uid: '${ds}' },
            targets: [{ queryType: 'traceql', [field]: query }],
          })),
        }),
      },
    }),
  );

const ingress = (name: string, spec: object, annotations = {}) =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    name,
    { spec: { tls: [{ hosts: ['b.example.com'], secretName: 'tls' }], ...spec } },
    annotations,
  );
const backend = { service: { name: 'web', port: { number: 80 } } };
const rules = (paths: object) => [{ host: 'b.example.com', http: { paths: [paths] } }];

/** Sound environments with objects, texts and settings that are legal and rare. */
const UNUSUAL: ReadonlyArray<readonly [what: string, change: Change]> = [
  [
    'the certificates that Kubernetes writes to every namespace',
    volume({ projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] } }),
  ],
  ['an optional ConfigMap', volume({ configMap: { name: 'none', optional: true } })],
  [
    'a claim that lives as long as its pod',
    volume({
      ephemeral: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            resources: { requests: { storage: '1Gi' } },
          },
        },
      },
    }),
  ],
  [
    'a port of a sidecar',
    {
      ...objects(
        withSidecar,
        object('v1', 'Service', 'side', {
          spec: { selector: { app: 'side' }, ports: [{ port: 80, targetPort: 'proxy' }] },
        }),
      ),
      checks: { kubernetes: '1.32' },
    },
  ],
  [
    'an autoscaler of a custom resource',
    objects(
      object('autoscaling/v2', 'HorizontalPodAutoscaler', 'rollout', {
        spec: {
          scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
          minReplicas: 1,
          maxReplicas: 2,
        },
      }),
    ),
  ],
  [
    'a backend that a controller reads from an annotation',
    objects(
      ingress(
        'redirect',
        {
          rules: rules({
            path: '/',
            pathType: 'Prefix',
            backend: { service: { name: 'redirect', port: { name: 'use-annotation' } } },
          }),
        },
        { 'alb.ingress.kubernetes.io/actions.redirect': '{"Type":"redirect"}' },
      ),
    ),
  ],
  [
    'a canary of an Ingress',
    objects(
      ingress('stable', { rules: rules({ path: '/', pathType: 'Prefix', backend }) }),
      ingress(
        'canary',
        { rules: rules({ path: '/', pathType: 'Prefix', backend }) },
        { 'nginx.ingress.kubernetes.io/canary': 'true' },
      ),
    ),
  ],
  [
    'targets that an exporter probes',
    {
      prometheus: {
        scrapeConfigs: [
          {
            job_name: 'probe',
            metrics_path: '/probe',
            static_configs: [{ targets: ['https://example.com'] }],
            relabel_configs: [
              { source_labels: ['__address__'], target_label: '__param_target' },
              { target_label: '__address__', replacement: 'blackbox.example.com:9115' },
            ],
          },
        ],
      },
    },
  ],
  [
    'matchers in variables of a dashboard, in PromQL',
    panels('prometheus', 'expr', 'increase(x{$filters}[$__range])', 'sum(x{a=~"$a", ${more:raw}})', 'x{[[f]], a="b"}'),
  ],
  ['matchers in variables of a dashboard, in LogQL', panels('loki', 'expr', '{$filters} |= `$text`')],
  [
    'TraceQL of the documentation',
    panels(
      'tempo',
      'query',
      '{ .a && span.b > 1 } >> { status = error }',
      '{ kind = server } | by(resource.service.name) | count() > 2',
      '({ .a } && { .b }) || { rootServiceName = "$service" }',
    ),
  ],
  [
    'zones that are being added to Mimir',
    {
      mimir: {
        storeGateway: { zones, antiAffinity: { hosts: 'required' }, migration: { step: 'start', replicas: 3 } },
      },
    },
  ],
  [
    'snippets of nginx with quotes, maps and blocks',
    {
      loki: {
        gateway: {
          resources: { requests: { cpu: '10m' } },
          httpSnippet:
            'map $http_x_scope_orgid $who {\n  default $http_x_scope_orgid;\n  "" anonymous;\n}\nclient_max_body_size 64m;',
          serverSnippet:
            'location /status {\n  stub_status on;\n  allow 10.0.0.0/8;\n  deny all;\n}\nadd_header X-Note "it\'s; }fine" always;',
        },
      },
    },
  ],
  [
    'binding of an account of the same namespace',
    objects(
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'same', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'developers' }],
      }),
    ),
  ],
];

test.each(UNUSUAL)('finds nothing about %s', (_, change) => expect(find(change)).toEqual([]));

test.each([
  ['a line of a file', 'a: 1\nupstream_token = ghp_abcdefghijklmnopqrstuvwxyz0123456789\n'],
  ['the value of a key', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
])('says of a token that is %s only once', (_, text) =>
  expect(find(objects(object('v1', 'ConfigMap', 'file', { data: { 'a.conf': text } }))).map(({ id }) => id)).toEqual([
    'secret/format',
  ]),
);

test('says of an object over 1 MiB nothing more', () =>
  expect(
    find(objects(object('v1', 'ConfigMap', 'large', { data: { a: 'x'.repeat(1_100_000) } }))).map(({ id }) => id),
  ).toEqual(['schema/size']));

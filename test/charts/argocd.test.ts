import { App } from 'cdk8s';
import { ArgoCd, type ArgoCdProps } from '../../charts/argocd';
import { objectAt, objectsOf } from '../objects';
import { sentencesOf } from '../sentences';

const repoUrl = 'https://github.com/example/observability.git';
const make = (props: ArgoCdProps) => objectsOf(new ArgoCd(new App(), 'argocd', props));

test('an Application for an environment', () =>
  expect(make({ repoUrl, applications: [{ environment: 'lab' }] })).toEqual({
    'Application/lab': {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'lab', namespace: 'argocd' },
      spec: {
        project: 'default',
        destination: { server: 'https://kubernetes.default.svc' },
        source: { repoURL: repoUrl, targetRevision: 'main', path: 'dist/lab' },
        syncPolicy: {
          syncOptions: [
            'ServerSideApply=true',
            'RespectIgnoreDifferences=true',
            'ApplyOutOfSyncOnly=true',
            'PruneLast=true',
          ],
        },
        ignoreDifferences: [
          { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager', 'rollout-operator'] },
          {
            group: 'apps',
            kind: 'StatefulSet',
            managedFieldsManagers: ['kube-controller-manager', 'rollout-operator'],
          },
          {
            group: 'admissionregistration.k8s.io',
            kind: 'ValidatingWebhookConfiguration',
            jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
          },
          {
            group: 'admissionregistration.k8s.io',
            kind: 'MutatingWebhookConfiguration',
            jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
          },
        ],
      },
    },
  }));

test('an environment in stages, each with its files, and the last one with the rest', () => {
  const made = make({
    repoUrl,
    applications: [
      {
        environment: 'lab',
        stages: [
          { name: 'base', charts: ['_namespaces'] },
          { name: 'storage', charts: ['minio', 'redis'] },
          { name: 'rest' },
        ],
        destination: { name: 'production' },
      },
    ],
  });
  expect(
    Object.values(made).map(({ metadata, spec }) => [
      metadata.name,
      metadata['annotations'],
      spec.source.directory,
      spec.destination,
    ]),
  ).toEqual([
    ['lab-base', { 'argocd.argoproj.io/sync-wave': '0' }, { include: '_namespaces.k8s.yaml' }, { name: 'production' }],
    [
      'lab-storage',
      { 'argocd.argoproj.io/sync-wave': '1' },
      { include: '{minio.k8s.yaml,redis.k8s.yaml}' },
      { name: 'production' },
    ],
    [
      'lab-rest',
      { 'argocd.argoproj.io/sync-wave': '2' },
      { exclude: '{_namespaces.k8s.yaml,minio.k8s.yaml,redis.k8s.yaml}' },
      { name: 'production' },
    ],
  ]);
});

test('an ApplicationSet that finds the environments', () => {
  const { metadata, spec } = objectAt(
    make({
      repoUrl,
      revision: 'v1',
      folder: 'clusters/dist',
      namespace: 'gitops',
      project: 'observability',
      automated: { prune: true },
      ignoreDifferences: [{ kind: 'Secret', jsonPointers: ['/data'] }],
      applicationSet: { name: 'all', exclude: ['delivery'] },
    }),
    'ApplicationSet/all',
  );
  expect(metadata).toEqual({ name: 'all', namespace: 'gitops' });
  expect(spec.generators).toEqual([
    {
      git: {
        repoURL: repoUrl,
        revision: 'v1',
        directories: [{ path: 'clusters/dist/*' }, { path: 'clusters/dist/delivery', exclude: true }],
      },
    },
  ]);
  expect(spec.template.metadata).toEqual({ name: '{{.path.basenameNormalized}}' });
  expect(spec.template.spec).toMatchObject({
    project: 'observability',
    source: { path: '{{.path.path}}', targetRevision: 'v1' },
    syncPolicy: { automated: { prune: true, selfHeal: false } },
  });
  expect(spec.template.spec.ignoreDifferences).toContainEqual({ kind: 'Secret', jsonPointers: ['/data'] });
  expect(spec.syncPolicy).toEqual({ preserveResourcesOnDeletion: true });
});

test('fails if an address, a folder, a name or a chart cannot be', () =>
  expect(
    sentencesOf(() =>
      make({
        repoUrl: 'example/observability',
        folder: '../dist/',
        applications: [
          { environment: 'Lab' },
          {
            environment: 'eks',
            stages: [{ name: 'a', charts: ['loki'] }, { name: 'a', charts: ['loki'] }, { name: 'c' }],
          },
          { environment: 'eks' },
        ],
      }),
    ),
  ).toEqual([
    expect.stringMatching(/^argocd: applications: repoUrl: found "example\/observability", allowed is an address/),
    expect.stringMatching(/folder: found "..\/dist\/", allowed is a path from the root/),
    expect.stringMatching(/\[0\].environment: found "Lab", allowed are up to 63 lower-case letters/),
    expect.stringMatching(/\[1\].stages\[1\].name: found "a" again/),
    expect.stringMatching(/\[1\].stages\[1\].charts: found "loki" again: put it into one stage/),
    expect.stringMatching(/\[2\].environment: found "eks" again/),
  ]));

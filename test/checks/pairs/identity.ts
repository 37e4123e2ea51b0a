import { type App, JsonPatch } from 'cdk8s';
import { Tempo } from '../../../charts/tempo';
import { Irsa } from '../../../lib/constructs/irsa';
import { Ring } from '../../../lib/model/ring/ring';
import { KubeSecret } from '../../../lib/values/k8s';
import { ObjectStorage } from '../../../lib/values/object-storage';
import type { Change } from '../sound';
import type { Pair } from './pair';

const resources = { requests: { cpu: '10m', memory: '16Mi' } } as const;
const cluster = { account: '123456789012', region: 'eu-central-1', oidcProvider: 'ABC' };

/** A Tempo whose pods have an IAM role. */
const tempo = (bucket: string, namespace = 'logs', querier: object = {}): Change => ({
  charts: (app: App) => {
    const role = new Irsa(app, 'role', { cluster, role: 'tempo', sid: 'Tempo', buckets: ['traces'] });
    new Tempo(app, 'tempo', {
      namespace: 'logs',
      storage: ObjectStorage.s3({ bucket, region: 'eu-central-1', endpoint: 's3.eu-central-1.amazonaws.com' }),
      serviceAccount: role.serviceAccount(namespace, 'tempo'),
      ring: new Ring({ replicationFactor: 3, store: { type: 'memberlist', clusterLabel: 'tempo' } }),
      defaults: { resources },
      memcached: { resources },
      querier,
      ingester: {
        antiAffinity: { hosts: 'required' },
        persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] },
        disruptionBudget: { maxUnavailable: 1 },
      },
    });
  },
});

export const IDENTITY_PAIRS: readonly Pair[] = [
  {
    id: 'identity/bucket',
    what: 'a bucket that the IAM role of the pods does not allow',
    broken: tempo('spans'),
    mended: tempo('traces'),
    sentence: /^storage\.trace\.s3: found bucket "spans", but the IAM role "tempo" of its pods allows "traces" alone/,
  },
  {
    id: 'identity/account',
    what: 'an IAM role that trusts another namespace',
    broken: tempo('traces', 'web'),
    sentence: /found IAM role "tempo", which trusts web\/tempo alone/,
  },
  {
    id: 'identity/missing',
    what: 'a role of the system with an account of its own',
    broken: tempo('traces', 'logs', { serviceAccount: { name: 'querier' } }),
    sentence: /serviceAccountName: found "querier", which has no IAM role/,
  },
  {
    id: 'identity/unused',
    what: 'an IAM role that no account has',
    broken: {
      charts: (app) => new Irsa(app, 'role', { cluster, role: 'tempo', sid: 'Tempo', buckets: ['traces'] }),
    },
    sentence: /^found no service account with the role "tempo"/,
  },
];

/** Users of a gateway in a Secret of the environment. */
const users = (key: string): Change => ({
  loki: { gateway: { resources, basicAuth: { secretName: 'users' } } },
  objects: (chart) =>
    new KubeSecret(chart, 'users', { metadata: { name: 'users', namespace: 'logs' }, data: { [key]: '' } }),
});

export const FILE_PAIRS: readonly Pair[] = [
  {
    id: 'link/key',
    what: 'a Secret of users without the file that nginx reads',
    broken: users('htpasswd'),
    mended: users('.htpasswd'),
    sentence: /found "\.htpasswd", which Secret users does not have \(did you mean "htpasswd"\?\)/,
  },
  {
    id: 'link/file',
    what: 'an argument that names a file that the ConfigMap does not have',
    broken: {
      patches: {
        'Deployment/web': [
          JsonPatch.remove('/spec/template/spec/containers/0/volumeMounts/0/subPath'),
          JsonPatch.replace('/spec/template/spec/containers/0/volumeMounts/0/mountPath', '/etc/web'),
          JsonPatch.add('/spec/template/spec/containers/0/args/-', '--config.file=/etc/web/web.yml'),
        ],
      },
    },
    sentence:
      /args: found "\/etc\/web\/web\.yml", but ConfigMap\/web\/web has no such key \(did you mean "web\.yaml"\?\)/,
  },
];

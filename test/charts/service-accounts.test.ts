import { App } from 'cdk8s';
import { Loki } from '../../charts/loki';
import { Mimir } from '../../charts/mimir';
import { Tempo } from '../../charts/tempo';
import type { ServiceAccountProps } from '../../lib/constructs/workload/props';
import { ObjectStorage } from '../../lib/values/object-storage';
import { objectsOf } from '../objects';

const storage = ObjectStorage.gcs({ bucket: 'bucket' });
const namespace = 'a';
const own = { serviceAccount: { name: 'own' } };

/** Which service accounts give their pods a token. */
const tokensOf = (chart: Loki | Mimir | Tempo) =>
  Object.fromEntries(
    Object.values(objectsOf(chart))
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map((account) => [account.metadata.name, account['automountServiceAccountToken']]),
  );

test.each<[string, (serviceAccount?: ServiceAccountProps) => Loki | Mimir | Tempo, Record<string, boolean>]>([
  [
    'loki-loki-distributed',
    (serviceAccount = {}) =>
      new Loki(new App(), 'loki', {
        namespace,
        storage,
        schema: [{ from: '2024-01-01' }],
        serviceAccount,
        compactor: own,
        gateway: { serviceAccount: { name: 'gateway' } },
        memcachedChunks: { serviceAccount: { name: 'cache' } },
      }),
    { own: false, gateway: false, cache: false },
  ],
  [
    'mimir',
    (serviceAccount = {}) =>
      new Mimir(new App(), 'mimir', { namespace, storage: { blocks: storage }, serviceAccount, querier: own }),
    // It looks at StatefulSets and ends pods.
    { own: false, 'mimir-rollout-operator': true },
  ],
  [
    'tempo',
    (serviceAccount = {}) => new Tempo(new App(), 'tempo', { namespace, storage, serviceAccount, querier: own }),
    { own: false },
  ],
])('%s has a token for the Kubernetes API only if it is needed', (name, make, others) => {
  expect(tokensOf(make())).toEqual({ [name]: false, ...others });
  expect(tokensOf(make({ automountToken: true }))).toEqual({ [name]: true, ...others });
});

import { Ring } from '../../../lib/model/ring/ring';
import { ingesters, LABELLED } from './changes';
import type { Pair } from './pair';

export const RING_MEMBER_PAIRS: readonly Pair[] = [
  {
    id: 'ring/unstored-data',
    what: 'data without a persistent volume claim',
    broken: ingesters({ persistence: { emptyDir: {} } }),
    sentence: /found no persistent volume claim at \/var\/loki\/wal \(ingester\.wal\.dir\)/,
  },
  {
    id: 'ring/unstored-data',
    what: 'a folder outside of the claim',
    broken: {
      loki: {
        ...ingesters({
          volumes: [{ name: 'tmp', emptyDir: {} }],
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        }).loki,
        config: { ingester: { wal: { dir: '/tmp/wal' } } },
      },
    },
    sentence: /found no persistent volume claim at \/tmp\/wal/,
  },
  {
    id: 'ring/tokens',
    what: 'tokens that are lost',
    broken: { loki: { config: { ingester: { lifecycler: { tokens_file_path: '' } } } } },
    sentence: /ingester\.lifecycler\.tokens_file_path: found no file/,
  },
  {
    id: 'ring/heartbeat',
    what: 'a heartbeat period longer than the timeout',
    broken: { loki: { ring: new Ring({ replicationFactor: 3, heartbeatPeriod: '2m', store: LABELLED }) } },
    sentence: /found "2m", but a member counts as unhealthy after "1m"/,
  },
  {
    id: 'ring/heartbeat-timeout',
    what: 'a long heartbeat timeout',
    broken: { loki: { ring: new Ring({ replicationFactor: 3, heartbeatTimeout: '10m', store: LABELLED }) } },
    sentence: /found "10m"/,
  },
];

import { GOSSIP, gossiping, patch, QUERIER, remove, rename, replace } from './changes';
import type { Pair } from './pair';

export const RING_GOSSIP_PAIRS: readonly Pair[] = [
  {
    id: 'ring/gossip-service',
    what: 'a missing gossip Service',
    broken: rename(GOSSIP),
    sentence: /has no such Service.* members do not find each other/,
  },
  {
    id: 'ring/gossip-headless',
    what: 'a gossip Service that is not headless',
    broken: patch(GOSSIP, replace('/spec/clusterIp', '10.0.0.1')),
    sentence: /found 10\.0\.0\.1, so that a member joins a random member/,
  },
  {
    id: 'ring/gossip-unready',
    what: 'a gossip Service without pods that are not ready',
    broken: patch(GOSSIP, remove('/spec/publishNotReadyAddresses')),
    sentence: /a member is not ready before it has joined the others/,
  },
  {
    id: 'ring/gossip-label',
    what: 'a pod without the label of the gossip Service',
    broken: patch(QUERIER, remove('/spec/template/metadata/labels/app.kubernetes.io~1part-of')),
    sentence: /selector of Service loki-loki-distributed-memberlist does not match/,
  },
  {
    id: 'ring/gossip-port',
    what: 'a pod without the gossip port',
    broken: patch(QUERIER, remove('/spec/template/spec/containers/0/ports/2')),
    sentence: /found no port http-memberlist/,
  },
  {
    id: 'ring/gossip-merge',
    what: 'two systems whose rings may merge',
    broken: { mimir: { ring: gossiping(3, 'loki') } },
    sentence: /found "loki" for Mimir in logs and for Loki in logs, which both use gossip port 7946/,
  },
];

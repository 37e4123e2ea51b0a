import { CONTAINER, claims, patch, remove, replace, web } from './changes';
import type { Pair } from './pair';

export const WORKLOAD_POLICY_PAIRS: readonly Pair[] = [
  {
    id: 'policy/image-tag',
    what: 'an image without a tag',
    broken: web(replace(`${CONTAINER}/image`, 'registry:5000/web')),
    sentence: /"registry:5000\/web"/,
  },
  {
    id: 'policy/image-tag',
    what: 'the latest image',
    broken: web(replace(`${CONTAINER}/image`, 'web:latest')),
    sentence: /another image later/,
  },
  {
    id: 'policy/resources',
    what: 'a container without requests',
    broken: web(remove(`${CONTAINER}/resources`)),
    sentence: /set requests/,
  },
  {
    id: 'policy/probes',
    what: 'a container without probes',
    broken: web(remove(`${CONTAINER}/readinessProbe`)),
    sentence: /no readinessProbe/,
  },
  {
    id: 'policy/root',
    what: 'a pod that may be root',
    broken: web(remove(`${CONTAINER}/securityContext/runAsNonRoot`)),
    sentence: /runAsNonRoot/,
  },
  {
    id: 'policy/writable-root',
    what: 'a writable root file system',
    broken: web(replace(`${CONTAINER}/securityContext/readOnlyRootFilesystem`, false)),
    sentence: /readOnlyRootFilesystem/,
  },
  {
    id: 'policy/budget',
    what: 'pods without a budget',
    broken: { loki: { ingester: { replicas: 3, ...claims, disruptionBudget: false } } },
    sentence: /found 3 replicas and no PodDisruptionBudget/,
  },
  {
    id: 'policy/ingress-tls',
    what: 'an Ingress of plain HTTP',
    broken: patch('Ingress/web', remove('/spec/tls')),
    sentence: /not encrypted/,
  },
];

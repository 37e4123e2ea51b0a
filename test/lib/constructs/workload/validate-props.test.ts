import type { ControllerKind } from '../../../../lib/constructs/workload/controller-kind';
import type { WorkloadProps } from '../../../../lib/constructs/workload/props';
import { objectAt } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { writer } from './writer';

test.each<[WorkloadProps, ControllerKind, string]>([
  [{ replicas: -1 }, 'Deployment', 'replicas: found -1, allowed is a whole number of at least 0'],
  [{ replicas: 1.5 }, 'Deployment', 'replicas: found 1.5, allowed is a whole number of at least 0'],
  [
    { autoscaling: { minReplicas: 0 } },
    'Deployment',
    'autoscaling.minReplicas: found 0, allowed is a whole number of at least 1',
  ],
  [
    { autoscaling: { maxReplicas: 0.5 } },
    'Deployment',
    'autoscaling.maxReplicas: found 0.5, allowed is a whole number of at least 1',
  ],
  [
    { persistence: { claims: [{ size: '1Gi' }], retentionPolicy: { whenDeleted: 'Delete' } } },
    'Deployment',
    'persistence.retentionPolicy: found on a Deployment, whose claims are never deleted: remove it, or use a StatefulSet',
  ],
  [
    { volumes: [{ name: 'data' }], persistence: { claims: [{ size: '1Gi' }] } },
    'StatefulSet',
    'volumes: found "data" twice, another volume or a claim has this name: rename yours',
  ],
])('fails with place and way out: %j', (props, kind, sentence) =>
  expect(sentencesOf(() => writer(props, { kind }))).toEqual([`chart/writer: ${sentence}`]),
);

test.each<[WorkloadProps, string]>([
  [{ env: { '1A': 'x' } }, 'chart/writer: env: found "1A"'],
  [{ serviceAccount: { name: 'A B' } }, 'chart/writer: serviceAccount.name: found "A B"'],
  [{ image: { repository: 'A B' } }, 'chart/writer: image: found repository "A B"'],
])('names the workload and the prop of a name that is none: %j', (props, beginning) =>
  expect(sentencesOf(() => writer(props))).toEqual([expect.stringContaining(beginning)]),
);

test('a claim of a Deployment is an object like the others', () =>
  expect(
    objectAt(
      writer({ persistence: { claims: [{ size: '1Gi', mountPath: '/d' }] } }),
      'PersistentVolumeClaim/data-prod-loki-writer',
    ).metadata,
  ).toMatchObject({ namespace: 'logs', labels: { 'app.kubernetes.io/component': 'writer' } }));
